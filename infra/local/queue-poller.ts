import type { Activity } from './activity.ts';
import type { QueuedMessage, Queues } from './contracts.ts';
import type { HeldBatches } from './held-batches.ts';
import { parseItemFailures } from './item-failures.ts';
import type { InvocationResult, Invoke } from './lambda/invocation.ts';
import { toQueueEvent } from './queue-event.ts';
import type { QueueMapping } from './template/wiring.ts';

export interface QueuePollerSettings {
  readonly mapping: QueueMapping;
  readonly queues: Queues;
  readonly invoke: Invoke;
  /** Sandboxes of the function: receiving more would only let visibility run out while waiting for one. */
  readonly concurrency: number;
  readonly activity: Activity;
  readonly held: HeldBatches;
  readonly toEvent?: (queueName: string, batch: readonly QueuedMessage[]) => unknown;
}

/** A batch that is not full waits this long at most: the window saves invocations on AWS, here it would only be waiting. */
const longestWindowMs = 20;

/**
 * The event source mapping of one queue. What succeeds is deleted; what fails stays and is seen again when its
 * visibility ends, until the queue's redrive policy moves it to the dead letters.
 */
export class QueuePoller {
  readonly #settings: QueuePollerSettings;
  readonly #concurrency: number;
  #active = 0;
  #pumping = false;
  #closed = false;
  #windowEndsAtMs = 0;

  constructor(settings: QueuePollerSettings) {
    this.#settings = settings;
    this.#concurrency = Math.min(
      settings.concurrency,
      settings.mapping.maximumConcurrency ?? settings.concurrency,
    );
  }

  get queueName(): string {
    return this.#settings.mapping.queueName;
  }

  /** Messages are taken in the next turn, so that what is sent in this one makes one batch. */
  wake(): void {
    if (this.#pumping || this.#closed) return;
    this.#pumping = true;
    setImmediate(() => {
      this.#pumping = false;
      this.#pump();
    });
  }

  isQuiet(): boolean {
    if (this.#closed) return true;
    if (this.#active > 0 || this.#pumping) return false;
    if (this.#settings.queues.depth(this.queueName).visible === 0) return true;
    // Time alone has made a message visible, and nobody announces that.
    this.wake();
    return false;
  }

  /** Takes no more; what is under way may still end well. */
  close(): void {
    this.#closed = true;
  }

  #pump(): void {
    while (!this.#closed && this.#active < this.#concurrency) {
      if (this.#waitsForMore()) return;
      const { queues, mapping } = this.#settings;
      const batch = queues.receive(mapping.queueName, mapping.batchSize);
      if (batch.length === 0) return;
      this.#active += 1;
      void this.#settings.activity
        .during(() => this.#deliver(batch))
        .finally(() => {
          this.#active -= 1;
          this.wake();
        });
    }
  }

  #waitsForMore(): boolean {
    const { mapping, queues } = this.#settings;
    if (mapping.batchingWindowSeconds === 0) return false;
    const now = performance.now();
    if (this.#windowEndsAtMs !== 0 && now >= this.#windowEndsAtMs) {
      this.#windowEndsAtMs = 0;
      return false;
    }
    const { visible } = queues.depth(mapping.queueName);
    if (visible === 0 || visible >= mapping.batchSize) return false;
    if (this.#windowEndsAtMs === 0) {
      this.#windowEndsAtMs = now + longestWindowMs;
      setTimeout(() => this.wake(), longestWindowMs + 1);
    }
    return true;
  }

  async #deliver(batch: readonly QueuedMessage[]): Promise<void> {
    const { mapping, queues, invoke, held, toEvent = toQueueEvent } = this.#settings;
    const hold = held.take(mapping.queueName, batch);
    const result = await invoke(mapping.functionName, toEvent(mapping.queueName, batch));
    // The next start gives back what a stopped worker held.
    if (this.#closed && !result.ok) return;
    const failed = this.#failedOf(batch, result);
    for (const message of batch) {
      if (!failed.has(message.messageId)) queues.delete(mapping.queueName, message.receiptHandle);
    }
    held.drop(hold);
  }

  #failedOf(batch: readonly QueuedMessage[], result: InvocationResult): ReadonlySet<string> {
    const all = new Set(batch.map(({ messageId }) => messageId));
    if (!result.ok) return all;
    if (!this.#settings.mapping.reportsItemFailures) return new Set();
    const failures = parseItemFailures(result.payload, all);
    return failures === null ? all : new Set(failures);
  }
}
