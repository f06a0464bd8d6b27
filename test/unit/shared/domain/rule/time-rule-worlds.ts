import type { KeptCalendar } from '#shared/domain/account/account.ts';
import type { RuleAction } from '#shared/domain/action/rule-action.ts';
import { runTimeRules } from '#shared/domain/rule/run-time-rules.ts';
import type { TimeRule } from '#shared/domain/rule/time-rule.ts';
import { answerTicket } from '#shared/domain/ticket/answer-ticket.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { receiveMessage } from '#shared/domain/ticket/receive-message.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import type { ChangeContext } from '#shared/domain/ticket/ticket-draft.ts';
import { aContext, aReply, begun, byAgent, startMs } from '#test/support/builders.ts';
import { anArrival } from '#test/unit/shared/domain/ticket/tickets-in-status.ts';
import { anAccountWith, aRuleWorld, type RuleWorld } from './rule-worlds.ts';

const office: KeptCalendar = {
  ...begun,
  id: 'bh_office',
  name: 'Office',
  timezone: 'UTC',
  weekly: { monday: [{ from: '14:00', to: '17:00' }] },
  holidays: [],
};

/** A ticket that arrived at the start, a Monday at nine, and time rules alone. */
export function aTimeWorld(timeRules: readonly TimeRule[], changes: Partial<Ticket> = {}): RuleWorld {
  const account = anAccountWith([], {
    timeRules,
    settings: { businessHoursId: 'bh_office' },
  });
  const withOffice = { ...account, calendarById: new Map([['bh_office', office]]) };
  return aRuleWorld([], changes, withOffice);
}

/** The platform's clock moves on, and what is due is done. */
export async function at(world: RuleWorld, minutes: number): Promise<void> {
  world.nowMs = startMs + minutes * 60_000;
  await runTimeRules(world, world.ticketId);
}

export type Decide = (ticket: Ticket, context: ChangeContext) => TicketChange | null;

export async function change(world: RuleWorld, minutes: number, decide: Decide): Promise<void> {
  const context = aContext(minutes, { account: world.account, actor: byAgent });
  const made = decide(world.ticket(), context);
  if (made !== null) await world.tickets.save(made);
}

export const tagged = (tag: string): RuleAction => ({ type: 'addTags', tags: [tag] });
export const normalOnly = [{ conditions: [{ field: 'priority', operator: 'is', value: 'normal' }] }];
export const firings = (world: RuleWorld) => world.kinds().filter((kind) => kind === 'rule.applied').length;
export const message =
  (minutes: number): Decide =>
  (ticket, context) =>
    receiveMessage(ticket, anArrival(minutes), context);
export const reply: Decide = (ticket, context) => answerTicket(ticket, aReply(), context);
export const resolve: Decide = (ticket, context) =>
  changeStatus(ticket, { status: 'resolved', until: null }, context);
