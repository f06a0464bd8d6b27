import { randomUUID } from 'node:crypto';
import type { FunctionWorker } from './function-worker.ts';
import { type InvocationFailure, type InvocationResult, payloadLimitBytes } from './invocation.ts';

export interface PoolSettings {
  readonly size: number;
  readonly timeoutSeconds: number;
  readonly startWorker: () => FunctionWorker;
}

const failed = (requestId: string, failure: InvocationFailure): InvocationResult => ({
  ok: false,
  requestId,
  failure,
});

/** The sandboxes of one function: started on first use, one invocation in each at a time, the rest wait in order. */
export class WorkerPool {
  readonly size: number;
  readonly #settings: PoolSettings;
  readonly #idle: FunctionWorker[] = [];
  readonly #waiting: ((worker: FunctionWorker) => void)[] = [];
  readonly #workers = new Set<FunctionWorker>();
  #closed = false;

  constructor(settings: PoolSettings) {
    this.#settings = settings;
    this.size = settings.size;
  }

  async invoke(event: unknown): Promise<InvocationResult> {
    const requestId = randomUUID();
    const text = JSON.stringify(event) ?? 'null';
    const size = Buffer.byteLength(text);
    if (size > payloadLimitBytes) {
      const errorMessage = `${size} byte payload is too large for the RequestResponse invocation type (limit ${payloadLimitBytes} bytes)`;
      return failed(requestId, { kind: 'too-large', errorType: 'RequestTooLargeException', errorMessage });
    }
    const worker = await this.#take();
    if (!worker)
      return failed(requestId, { kind: 'crash', errorType: 'Stopped', errorMessage: 'The platform stops' });
    try {
      return await this.#run(worker, requestId, text);
    } finally {
      this.#release(worker);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#workers].map((worker) => worker.close()));
  }

  async #run(worker: FunctionWorker, requestId: string, event: string): Promise<InvocationResult> {
    const { timeoutSeconds } = this.#settings;
    const outcome = await worker.run(
      { requestId, event, deadlineMs: Date.now() + timeoutSeconds * 1000 },
      timeoutSeconds,
    );
    if (!outcome.ok) return failed(requestId, outcome.failure);
    if (Buffer.byteLength(outcome.payload) > payloadLimitBytes) {
      const errorMessage = `Response payload size exceeded maximum allowed payload size (${payloadLimitBytes} bytes).`;
      return failed(requestId, { kind: 'error', errorType: 'Function.ResponseSizeTooLarge', errorMessage });
    }
    return { ok: true, requestId, payload: JSON.parse(outcome.payload) };
  }

  async #take(): Promise<FunctionWorker | null> {
    if (this.#closed) return null;
    const idle = this.#idle.pop();
    if (idle?.alive) return idle;
    if (idle) this.#workers.delete(idle);
    if (this.#workers.size < this.size) return this.#start();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #start(): FunctionWorker {
    const worker = this.#settings.startWorker();
    this.#workers.add(worker);
    return worker;
  }

  #release(worker: FunctionWorker): void {
    if (!worker.alive) this.#workers.delete(worker);
    const next = this.#waiting.shift();
    if (next) next(worker.alive || this.#closed ? worker : this.#start());
    else if (worker.alive) this.#idle.push(worker);
  }
}
