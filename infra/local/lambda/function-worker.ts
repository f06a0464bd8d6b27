import { Worker } from 'node:worker_threads';
import type { InvocationFailure, InvocationReply, InvocationRequest, WorkerSettings } from './invocation.ts';

export interface WorkerOptions {
  readonly settings: WorkerSettings;
  readonly environment: Readonly<Record<string, string>>;
  readonly onLog: (text: string) => void;
}

/**
 * V8 ends the whole process, not the thread, when a thread meets its heap limit with one large step. The limit therefore
 * lies far above the function's memory, and a watch ends the thread that has passed its memory.
 */
const headroomMegabytes = 1536;
/** A young function makes much garbage at once; the default of a thread would collect it all the time. */
const youngMegabytes = 48;
const watchPeriodMs = 50;
/** What is used may be garbage that nobody has collected yet. */
const garbageMegabytes = 256;

type Outcome =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly failure: InvocationFailure };

const crashed = (errorMessage: string): Outcome => ({
  ok: false,
  failure: { kind: 'crash', errorType: 'Runtime.ExitError', errorMessage },
});

const timedOut = (timeoutSeconds: number): Outcome => {
  const errorMessage = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  return { ok: false, failure: { kind: 'timeout', errorType: 'Sandbox.Timedout', errorMessage } };
};

const replied = (reply: InvocationReply): Outcome =>
  reply.ok
    ? { ok: true, payload: reply.payload }
    : { ok: false, failure: { kind: 'error', errorType: reply.errorType, errorMessage: reply.errorMessage } };

/** One sandbox: a thread that runs one invocation at a time and is thrown away when it times out or dies. */
export class FunctionWorker {
  readonly #worker: Worker;
  readonly #mostHeapBytes: number;
  #watching = false;
  #settle: ((outcome: Outcome) => void) | undefined;
  #alive = true;

  constructor({ settings, environment, onLog }: WorkerOptions) {
    this.#mostHeapBytes = (settings.memoryMegabytes + garbageMegabytes) * 1024 * 1024;
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: settings,
      env: { ...environment },
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: {
        maxYoungGenerationSizeMb: youngMegabytes,
        maxOldGenerationSizeMb: settings.memoryMegabytes + headroomMegabytes,
      },
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
      const timer = setTimeout(() => this.#end(timedOut(timeoutSeconds)), timeoutSeconds * 1000);
      const watch = setInterval(() => this.#watchMemory(), watchPeriodMs);
      this.#settle = (outcome) => {
        clearTimeout(timer);
        clearInterval(watch);
        resolve(outcome);
      };
      this.#worker.postMessage(request);
    });
  }

  async close(): Promise<void> {
    this.#alive = false;
    await this.#worker.terminate();
  }

  #watchMemory(): void {
    if (this.#watching) return;
    this.#watching = true;
    this.#worker.getHeapStatistics().then(
      ({ used_heap_size }) => {
        this.#watching = false;
        if (used_heap_size > this.#mostHeapBytes)
          this.#end(crashed('Runtime exited with error: signal: killed'));
      },
      // A thread that has ended has nothing to tell.
      () => undefined,
    );
  }

  /** The outcome waits for the thread's end: two invocations must never run in one sandbox's place. */
  #end(outcome: Outcome): void {
    this.#alive = false;
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
