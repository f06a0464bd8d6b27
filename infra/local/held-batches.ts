import type { QueuedMessage, Queues } from './contracts.ts';
import type { PlatformStore } from './platform-store.ts';

const start = 'held ';

interface Held {
  readonly queueName: string;
  readonly receiptHandles: readonly string[];
}

/**
 * Which messages are with a function right now. On AWS a function outlives whoever polls for it; here it dies with the
 * platform, so that the next start gives back at once what was under way, instead of waiting for its visibility to end.
 */
export class HeldBatches {
  readonly #store: PlatformStore;

  constructor(store: PlatformStore) {
    this.#store = store;
  }

  take(queueName: string, batch: readonly QueuedMessage[]): string {
    const held: Held = { queueName, receiptHandles: batch.map(({ receiptHandle }) => receiptHandle) };
    const name = `${start}${queueName} ${held.receiptHandles[0]}`;
    this.#store.keep(name, JSON.stringify(held));
    return name;
  }

  drop(name: string): void {
    this.#store.forget(name);
  }

  giveBack(queues: Queues): void {
    const queueNames = new Set(queues.settings.map(({ name }) => name));
    for (const { name, value } of this.#store.listStartingWith(start)) {
      const { queueName, receiptHandles } = JSON.parse(value) as Held;
      if (queueNames.has(queueName)) {
        for (const receiptHandle of receiptHandles) queues.changeVisibility(queueName, receiptHandle, 0);
      }
      this.#store.forget(name);
    }
  }
}
