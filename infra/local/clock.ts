import type { PlatformClock } from './contracts.ts';
import type { PlatformStore } from './platform-store.ts';

const remembered = 'clock';

/**
 * Wall time plus an offset that only grows. The offset lives in shared memory, so that a worker reads the time
 * without asking; it is kept, so that a restart does not go back behind instants already written.
 */
export class LocalClock implements PlatformClock {
  readonly shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  readonly #offsetMs = new BigInt64Array(this.shared);
  readonly #store: PlatformStore;

  constructor(store: PlatformStore) {
    this.#store = store;
    const last = JSON.parse(store.find(remembered) ?? '{"offsetMs":0,"atMs":0}') as {
      offsetMs: number;
      atMs: number;
    };
    const wall = Date.now();
    // The wall clock itself may have been set back since.
    const startAt = Math.max(wall + last.offsetMs, last.atMs);
    Atomics.store(this.#offsetMs, 0, BigInt(startAt - wall));
  }

  now(): number {
    return readShared(this.#offsetMs);
  }

  moveTo(atMs: number): void {
    const missing = Math.ceil(atMs) - this.now();
    if (missing <= 0) return;
    Atomics.add(this.#offsetMs, 0, BigInt(missing));
    this.keep();
  }

  keep(): void {
    const offsetMs = Number(Atomics.load(this.#offsetMs, 0));
    this.#store.keep(remembered, JSON.stringify({ offsetMs, atMs: this.now() }));
  }
}

export function readShared(offsetMs: BigInt64Array): number {
  return Date.now() + Number(Atomics.load(offsetMs, 0));
}
