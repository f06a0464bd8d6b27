import type { CountChange } from './ticket-counts.ts';

/** What one saved change of a ticket adds. */
export interface CountedChange {
  /** Names the change for good. */
  readonly id: string;
  readonly counts: readonly CountChange[];
}

/** Counters that follow what was saved by seconds. */
export interface CounterStore {
  /** Counts each change once, however often, in whatever order and from how many sides it is told within 40 days. */
  add(changes: readonly CountedChange[]): Promise<void>;
}

/** The counts of one department or agent by their names; one that is 0 may be absent. */
export type Counts = Readonly<Record<string, number>>;

export interface CounterReader {
  /** By department or agent; who was never counted is absent. */
  read(of: readonly string[]): Promise<ReadonlyMap<string, Counts>>;
}
