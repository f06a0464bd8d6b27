import type { Account } from '../account/account.ts';
import { nextTimeRuleMoment } from '../rule/time-rule-moment.ts';
import { nextMoment } from '../sla/due-clocks.ts';
import { closesAt, purgesAt } from './ends-of-ticket.ts';
import type { Ticket } from './ticket.ts';

/** The earliest of all its moments; doing one sets the next. */
export function dueOf(ticket: Ticket, account: Account): Ticket['due'] {
  const moments = [
    { at: nextMoment(ticket.clocks), sweep: 'sla' as const },
    { at: ticket.postponed?.until ?? null, sweep: 'wake' as const },
    { at: closesAt(ticket, account.settings), sweep: 'wake' as const },
    { at: purgesAt(ticket, account.settings), sweep: 'wake' as const },
    { at: nextTimeRuleMoment(ticket, account), sweep: 'wake' as const },
  ];
  return moments.reduce<Ticket['due']>((earliest, { at, sweep }) => {
    if (at === null || (earliest !== null && earliest.at <= at)) return earliest;
    return { at, sweep };
  }, null);
}
