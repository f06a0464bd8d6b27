import type { TicketId } from '#shared/domain/ids.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { TicketDesk } from './ticket-desk.ts';

const pageSize = 200;

/** The whole timeline of a ticket, in order. */
export async function listAllEntries(
  desk: Pick<TicketDesk, 'tickets'>,
  ticketId: TicketId,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  let after: string | undefined;
  do {
    const page = await desk.tickets.listEntries(ticketId, { limit: pageSize, after });
    entries.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return entries;
}
