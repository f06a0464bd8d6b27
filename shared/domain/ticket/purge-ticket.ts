import type { Account } from '../account/account.ts';
import { type Instant, toInstant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import type { TicketId } from '../ids.ts';
import { purgesAt } from './ends-of-ticket.ts';
import type { MessageObjects, PurgeStore } from './purge-store.ts';
import type { Ticket } from './ticket.ts';
import { TicketDraft } from './ticket-draft.ts';

export interface PurgeDesk {
  readonly purges: PurgeStore;
  readonly objects: MessageObjects;
}

/** With its claims no more than 75 writes: a transaction has a hundred. */
const messagesAtOnce = 25;

/** Whether the content of a deleted ticket goes now, by the setting as it is. */
export function isPurgeDue(ticket: Ticket, { settings }: Pick<Account, 'settings'>, at: Instant): boolean {
  const moment = purgesAt(ticket, settings);
  return moment !== null && moment <= at;
}

/**
 * Takes a deleted ticket away for good when its time has come (behaviour.md section 1): first the ticket itself with
 * subject, customer, fields and tags, so that nobody can bring it back half empty, then message by message. One that
 * changed meanwhile stays, and is due again if it is still deleted.
 */
export async function purgeIfDue(
  desk: PurgeDesk & Pick<Desk, 'accounts' | 'ids' | 'now'>,
  ticket: Ticket | undefined,
): Promise<void> {
  if (ticket?.status !== 'deleted') return;
  const account = await desk.accounts.load();
  const at = toInstant(desk.now());
  if (!isPurgeDue(ticket, account, at)) return;
  const context = { account, at, ids: desk.ids, actor: { kind: 'system', id: null } as const };
  const change = TicketDraft.of(ticket, context).log({ kind: 'ticket.purged' }).finish();
  if (await desk.purges.begin(change)) await removeContent(desk, ticket.id);
}

/** Objects go before the messages that name them, so whoever begins again after a crash finds what is left. */
export async function removeContent(desk: PurgeDesk, ticketId: TicketId): Promise<void> {
  for (;;) {
    const left = await desk.purges.listLeft(ticketId, messagesAtOnce);
    if (left.length === 0) break;
    await Promise.all(left.map((one) => desk.objects.remove(one)));
    await desk.purges.remove(left.map(({ message }) => message));
  }
  await desk.purges.removeRatings(ticketId);
  await desk.purges.end(ticketId);
}
