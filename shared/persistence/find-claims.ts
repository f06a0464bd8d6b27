import type { TicketId } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/ticket/message.ts';
import type { MailClaim } from '#shared/domain/ticket/ticket-store.ts';
import * as keys from './keys.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';

/** The claims of messages' mails. A mail under the same Message-ID may belong to another ticket. */
export async function findClaims(table: Table, messages: readonly Message[]): Promise<MailClaim[]> {
  const ids = messages.flatMap(({ claimId, mailMessageId }) => [claimId ?? [], mailMessageId ?? []].flat());
  const tickets = new Set<TicketId>(messages.map(({ ticketId }) => ticketId));
  const items = await table.getMany([...new Set(ids)].map(keys.mailByMessageId));
  return items.map((item) => thingOf<MailClaim>(item)).filter(({ ticketId }) => tickets.has(ticketId));
}
