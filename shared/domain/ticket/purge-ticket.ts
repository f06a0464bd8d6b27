import type { Account } from '../account/account.ts';
import { type Instant, toInstant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import type { TicketId } from '../ids.ts';
import { purgeEntry } from './audit-deletion.ts';
import { closedConversation, conversationOf } from './conversation.ts';
import { purgesAt } from './ends-of-ticket.ts';
import { mergedFrom, mergedInto } from './message-trail.ts';
import type { MessageObjects, PurgeStore } from './purge-store.ts';
import type { Ticket } from './ticket.ts';
import { TicketDraft } from './ticket-draft.ts';

export interface PurgeDesk {
  readonly purges: PurgeStore;
  readonly objects: MessageObjects;
}

type PurgingDesk = PurgeDesk & Pick<Desk, 'tickets' | 'accounts' | 'ids' | 'now'>;

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
export async function purgeIfDue(desk: PurgingDesk, ticket: Ticket | undefined): Promise<void> {
  if (ticket?.status !== 'deleted') return;
  const account = await desk.accounts.load();
  const at = toInstant(desk.now());
  if (!isPurgeDue(ticket, account, at)) return;
  const remains = { ticketId: ticket.id, stretches: conversationOf(ticket), mergedIds: mergedFrom(ticket) };
  const { change, audit } = purged(ticket, account, desk);
  if (await desk.purges.begin(change, { remains, audit })) await removeContent(desk, ticket.id);
}

function purged(ticket: Ticket, account: Account, { ids, now }: PurgingDesk) {
  const context = { account, at: toInstant(now()), ids, actor: { kind: 'system', id: null } as const };
  const change = TicketDraft.of(ticket, context).log({ kind: 'ticket.purged' }).finish();
  return { change, audit: purgeEntry(ticket, context) };
}

/**
 * First what was merged into it, then message by message what it read. Objects go before the messages that name them, so
 * whoever begins again after a crash finds what is left. Messages that it gave to another ticket are that one's.
 */
export async function removeContent(desk: PurgingDesk, ticketId: TicketId): Promise<void> {
  const remains = await desk.purges.findRemains(ticketId);
  if (remains === undefined) return;
  for (const id of remains.mergedIds) await purgeMerged(desk, id);
  for (;;) {
    const left = await desk.purges.listLeft(remains, messagesAtOnce);
    if (left.length === 0) break;
    await Promise.all(left.map((one) => desk.objects.remove(one)));
    await desk.purges.remove(left.map(({ message }) => message));
  }
  await desk.purges.removeRatings(ticketId);
  await desk.purges.removeCalls(ticketId);
  await desk.purges.end(ticketId);
}

/**
 * It has no messages but those of its target; whoever was given one of them since finds it by the trace. If it was purged or
 * changed at the same moment, it is looked at anew.
 */
async function purgeMerged(desk: PurgingDesk, id: TicketId): Promise<void> {
  const [ticket, account] = await Promise.all([desk.tickets.find(id), desk.accounts.load()]);
  const to = ticket && mergedInto(ticket);
  if (to !== undefined) {
    const { change, audit } = purged(ticket as Ticket, account, desk);
    const { version: ticketVersion } = change.after;
    const remains = { ticketId: id, stretches: [], mergedIds: mergedFrom(change.after) };
    const trace = { ticketId: id, ticketVersion, to, given: closedConversation(change.after) };
    if (!(await desk.purges.begin(change, { remains, audit, trace }))) return purgeMerged(desk, id);
  }
  await removeContent(desk, id);
}
