import type { Instant } from '../business-time/instant.ts';
import type { TicketId } from '../ids.ts';
import type { ToldTicket } from '../ticket/told-ticket.ts';

/** A ticket under a beginning of one of its words, with all of them. */
export interface WordEntry {
  readonly ticketId: TicketId;
  /** By creation, as in every list of tickets. */
  readonly position: string;
  readonly words: readonly string[];
}

export interface WordPage {
  readonly backward: boolean;
  readonly after: string | undefined;
  readonly limit: number;
}

export interface WordIndex {
  /** One page of each part of a stem, each in order; it follows the tickets by seconds. */
  list(stem: string, page: WordPage): Promise<readonly (readonly WordEntry[])[]>;
}

/** What a ticket is found by as of one of its versions. */
export interface FoundBy extends ToldTicket {
  readonly createdAt: Instant;
  readonly words: readonly string[];
}

export interface WordKeeper {
  /** Each ticket is found by its latest words, however often, in whatever order and by how many it is told. */
  keep(tickets: readonly FoundBy[]): Promise<void>;
}
