import { Worker } from 'node:worker_threads';
import type { InvocationFailure, InvocationReply, InvocationRequest, WorkerSettings } from './invocation.ts';

export interface WorkerOptions {
  readonly settings: WorkerSettings;
  readonly environment: Readonly<Record<string, string>>;
  readonly onLog: (text: string) => void;
}

type Outcome =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly failure: InvocationFailure };

const crashed = (errorMessage: string): Outcome => ({
  ok: false,
  failure: { kind: 'crash', errorType: 'Runtime.ExitError', errorMessage },
});

const replied = (reply: InvocationReply): Outcome =>
  reply.ok
    ? { ok: true, payload: reply.payload }
    : { ok: false, failure: { kind: 'error', errorType: reply.errorType, errorMessage: reply.errorMessage } };

/** One sandbox: a thread that runs one invocation at a time and is thrown away when it times out or dies. */
export class FunctionWorker {
  readonly #worker: Worker;
  #settle: ((outcome: Outcome) => void) | undefined;
  #alive = true;

  constructor({ settings, environment, onLog }: WorkerOptions) {
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: settings,
      env: { ...environment },
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: settings.memoryMegabytes },
    });
    this.#worker.stdout.setEncoding('utf8').on('data', onLog);
    this.#worker.stderr.setEncoding('utf8').on('data', onLog);
    this.#worker.on('message', (reply: InvocationReply) => this.#finish(replied(reply)));
    this.#worker.on('error', (error: Error) => this.#die(`${error.name}: ${error.message}`));
    this.#worker.on('exit', (code) => this.#die(`Runtime exited with error: exit status ${code}`));
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Wall time, because a function that hangs must end whatever the platform clock does. */
  run(request: InvocationRequest, timeoutSeconds: number): Promise<Outcome> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#timeOut(timeoutSeconds), timeoutSeconds * 1000);
      this.#settle = (outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      };
      this.#worker.postMessage(request);
    });
  }

  async close(): Promise<void> {
    this.#alive = false;
    await this.#worker.terminate();
  }

  #timeOut(timeoutSeconds: number): void {
    const errorMessage = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
    this.#alive = false;
    // The outcome waits for the thread's end: two invocations must never run in one sandbox's place.
    const outcome: Outcome = {
      ok: false,
      failure: { kind: 'timeout', errorType: 'Sandbox.Timedout', errorMessage },
    };
    const settle = this.#settle;
    this.#settle = undefined;
    void this.#worker.terminate().then(() => settle?.(outcome));
  }

  #die(message: string): void {
    this.#alive = false;
    this.#finish(crashed(message));
  }

  #finish(outcome: Outcome): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(outcome);
  }
}
