import type { TicketId } from '../ids.ts';

/** What follows a ticket was told of one of its versions. */
export interface ToldTicket {
  readonly ticketId: TicketId;
  readonly version: number;
  /** It is no more: nothing that is told later brings it back. */
  readonly isGone: boolean;
}

/** Whether this version was not told yet. */
export function isNews(told: ToldTicket, known: ToldTicket | undefined): boolean {
  if (known === undefined) return true;
  return !known.isGone && (told.isGone || told.version > known.version);
}

/** Of each ticket what is to be believed last. */
export function latestOfEach<Told extends ToldTicket>(tickets: readonly Told[]): Told[] {
  const latest = new Map<string, Told>();
  for (const told of tickets) {
    if (isNews(told, latest.get(told.ticketId))) latest.set(told.ticketId, told);
  }
  return [...latest.values()];
}
