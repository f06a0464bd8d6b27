import type { Account } from '#shared/domain/account/account.ts';
import { answerTicket } from '#shared/domain/ticket/answer-ticket.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { receiveMessage } from '#shared/domain/ticket/receive-message.ts';
import type { TicketStatus } from '#shared/domain/ticket/status.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import {
  aContext,
  aMessage,
  anAccount,
  aReply,
  aTicket,
  atMinute,
  byCustomer,
} from '#test/support/builders.ts';

/** Every status in which an agent's reply is accepted, and where a postponed ticket came from. */
export const situations = [
  'new',
  'open',
  'answered',
  'postponed from new',
  'postponed from answered',
  'resolved',
] as const;
/** What is no longer answered, and what it was before. */
export const ends = [
  'closed',
  'spam from open',
  'spam from postponed',
  'deleted from new',
  'deleted from spam',
] as const;
/** Nobody moves a ticket there. */
export const conversations = ['chatting', 'calling'] as const;
export const allSituations = [...situations, ...ends, ...conversations] as const;
export type Situation = (typeof allSituations)[number];

/** A ticket that came into its status within ten minutes by the ways that lead there; it is due at 60 when postponed. */
export function aTicketThatIs(situation: Situation, account: Account = anAccount()): Ticket {
  const at = (minutes: number) => aContext(minutes, { account });
  const arrived = aTicket({}, account);
  const answered = () => answerTicket(arrived, aReply(), at(5)).after;
  const moved = (ticket: Ticket, status: TicketStatus) =>
    changeStatus(ticket, { status, until: status === 'postponed' ? atMinute(60) : null }, at(10)).after;
  const open = () => receiveMessage(answered(), anArrival(10), { ...at(10), actor: byCustomer }).after;
  const ways: Readonly<Record<Situation, () => Ticket>> = {
    new: () => arrived,
    open,
    answered,
    'postponed from new': () => moved(arrived, 'postponed'),
    'postponed from answered': () => moved(answered(), 'postponed'),
    resolved: () => moved(answered(), 'resolved'),
    closed: () => moved(moved(answered(), 'resolved'), 'closed'),
    'spam from open': () => moved(open(), 'spam'),
    'spam from postponed': () => moved(moved(arrived, 'postponed'), 'spam'),
    'deleted from new': () => moved(arrived, 'deleted'),
    'deleted from spam': () => moved(moved(open(), 'spam'), 'deleted'),
    chatting: () => ({ ...arrived, status: 'chatting' }),
    calling: () => ({ ...arrived, status: 'calling' }),
  };
  return ways[situation]();
}

export const anArrival = (minutes: number, content = aMessage()) => ({
  content,
  recipients: [],
  arrivedAt: atMinute(minutes),
});
