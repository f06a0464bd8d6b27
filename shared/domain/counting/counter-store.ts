import type { ToldTicket } from '../ticket/told-ticket.ts';
import type { CountName } from './ticket-counts.ts';

/** Where a ticket counts as of one of its versions. */
export interface CountedTicket extends ToldTicket {
  readonly counts: readonly CountName[];
}

/** Counters that follow what was saved by seconds. */
export interface CounterStore {
  /** Each ticket counts once, as of its latest version, however often, in whatever order and by how many it is told. */
  count(tickets: readonly CountedTicket[]): Promise<void>;
}

/** The counts of one department or agent by their names; one that is 0 may be absent. */
export type Counts = Readonly<Record<string, number>>;

export interface CounterReader {
  /** By department or agent; who was never counted is absent. */
  read(of: readonly string[]): Promise<ReadonlyMap<string, Counts>>;
}
