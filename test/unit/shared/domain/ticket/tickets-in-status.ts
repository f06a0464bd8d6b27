import type { Account } from '#shared/domain/account/account.ts';
import { answerTicket } from '#shared/domain/ticket/answer-ticket.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { receiveMessage } from '#shared/domain/ticket/receive-message.ts';
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

/** Every status, and where a postponed ticket came from. */
export const situations = [
  'new',
  'open',
  'answered',
  'postponed from new',
  'postponed from answered',
  'resolved',
] as const;
export type Situation = (typeof situations)[number];

/** A ticket that came into its status within ten minutes by the ways that lead there; it is due at 60 when postponed. */
export function aTicketThatIs(situation: Situation, account: Account = anAccount()): Ticket {
  const at = (minutes: number) => aContext(minutes, { account });
  const arrived = aTicket({}, account);
  const answered = () => answerTicket(arrived, aReply(), at(5)).after;
  const postponed = { status: 'postponed', until: atMinute(60) } as const;
  const ways: Readonly<Record<Situation, () => Ticket>> = {
    new: () => arrived,
    open: () => receiveMessage(answered(), anArrival(10), { ...at(10), actor: byCustomer }).after,
    answered,
    'postponed from new': () => changeStatus(arrived, postponed, at(10)).after,
    'postponed from answered': () => changeStatus(answered(), postponed, at(10)).after,
    resolved: () => changeStatus(answered(), { status: 'resolved', until: null }, at(10)).after,
  };
  return ways[situation]();
}

export const anArrival = (minutes: number, content = aMessage()) => ({
  content,
  recipients: [],
  arrivedAt: atMinute(minutes),
});
