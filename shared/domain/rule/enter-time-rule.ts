import { isAlike } from '../account/audit-entry.ts';
import type { RuleId } from '../ids.ts';
import { openTicketsJob } from '../job/open-tickets-job.ts';
import { ticketStatuses } from '../ticket/status.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { TicketChange } from '../ticket/ticket-change.ts';
import { type ChangeContext, TicketDraft } from '../ticket/ticket-draft.ts';
import type { TimeRule } from './time-rule.ts';

export interface EnteringWork {
  readonly ruleId: RuleId;
}

/** A time rule is new, or another: open tickets learn when its time comes. The archive is left alone (behaviour.md section 7). */
export const timeRuleEntering = openTicketsJob<EnteringWork>({
  permission: 'rules.manage',
  statuses: ticketStatuses.filter((status) => status !== 'closed' && status !== 'deleted'),
  departmentIdOf: () => null,
  isAskedFor: () => true,
  changeBy:
    ({ ruleId }) =>
    (ticket, context) =>
      enterTimeRule(ticket, ruleId, context),
});

/**
 * The ticket with its next moment as the rules are now; one that fired stays fired. Null when nothing comes out otherwise:
 * doing it twice changes nothing. Nobody worked on the ticket, so it is no newer than it was.
 */
export function enterTimeRule(ticket: Ticket, ruleId: RuleId, context: ChangeContext): TicketChange | null {
  const { [ruleId]: _look, ...timeRuleLooks } = ticket.timeRuleLooks;
  const change = TicketDraft.of(ticket, context).set({ timeRuleLooks }).finish();
  const isSame = isAlike(marksOf(change.after), marksOf(ticket));
  return isSame ? null : { ...change, after: { ...change.after, updatedAt: ticket.updatedAt } };
}

const marksOf = ({ due, timeRuleLooks }: Ticket) => ({ due, timeRuleLooks });

/** What a change of a time rule leaves to be done; null: nothing. One that ends leaves moments that lead to nothing. */
export function enteringAfter(before: TimeRule | null, after: TimeRule | null): EnteringWork | null {
  if (after === null || !after.active) return null;
  const isNew = before === null || !before.active;
  const isOther = !isAlike({ of: [before?.trigger, before?.groups] }, { of: [after.trigger, after.groups] });
  return isNew || isOther ? { ruleId: after.id } : null;
}
