import fc from 'fast-check';
import type { Account } from '#shared/domain/account/account.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import type { AgentId, DepartmentId, Ids } from '#shared/domain/ids.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { answerTicket, noteOnTicket } from '#shared/domain/ticket/answer-ticket.ts';
import {
  assignTicket,
  routeTicket,
  takeTicket,
  transferTicket,
} from '#shared/domain/ticket/assign-ticket.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { editTicket } from '#shared/domain/ticket/edit-ticket.ts';
import type { Actor } from '#shared/domain/ticket/entry.ts';
import { escalateTicket } from '#shared/domain/ticket/escalate-ticket.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import { passMoments } from '#shared/domain/ticket/pass-moments.ts';
import { receiveMessage } from '#shared/domain/ticket/receive-message.ts';
import { ticketStatuses } from '#shared/domain/ticket/status.ts';
import { priorities, type Ticket } from '#shared/domain/ticket/ticket.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import type { ChangeContext } from '#shared/domain/ticket/ticket-draft.ts';
import {
  aDepartment,
  aLevel,
  aMessage,
  anAccount,
  anOpening,
  anSlaRule,
  aReply,
  aTimeRule,
  byAgent,
  byCustomer,
  bySystem,
  countingIds,
  startMs,
} from '#test/support/builders.ts';
import { aCustomStatus } from '#test/support/custom-builders.ts';

const departmentIds: readonly DepartmentId[] = ['dep_default', 'dep_sales', 'dep_law'];
const agentIds: readonly AgentId[] = ['agt_ada', 'agt_bob', 'agt_carl'];

/** Three departments, a level on everything, and rules that change priority, tags and department. */
export const livelyAccount: Account = anAccount({
  departments: departmentIds.map((id) =>
    aDepartment(id, {
      escalation: { departmentId: id === 'dep_sales' ? 'dep_law' : null, agentId: 'agt_carl' },
    }),
  ),
  customStatuses: [aCustomStatus()],
  levels: [aLevel({ firstAnswer: 60, nextAnswer: 30, firstAssign: 20, firstResolve: 600 })],
  slaRules: [anSlaRule('sla_gold')],
  timeRules: [
    aTimeRule({ trigger: { kind: 'sinceCustomerMessage', minutes: 45 } }),
    aTimeRule({
      id: 'rul_tag',
      groups: [{ conditions: [{ field: 'priority', operator: 'is', value: 'urgent' }] }],
      actions: [
        { type: 'addTags', tags: ['stale'] },
        { type: 'removeTags', tags: ['vip'] },
      ],
    }),
    aTimeRule({
      id: 'rul_move',
      trigger: { kind: 'sinceCustomerMessage', minutes: 200 },
      actions: [{ type: 'transfer', departmentId: 'dep_law', distribute: false, keepStatus: true }],
    }),
  ],
});

/** Something that is asked of a ticket; null when it changes nothing, a refusal when it may not. */
interface Step {
  readonly minutes: number;
  readonly actor: Actor;
  readonly decide: (ticket: Ticket, context: ChangeContext) => TicketChange | null;
}

const someTags = fc.subarray(['vip', 'stale', 'billing', 'Vip']);
const anAgent = fc.constantFrom(...agentIds);
const anyoneOrNobody = fc.option(anAgent);
const decisionOf = (agentId: AgentId | null) => ({
  channel: 'ticket' as const,
  method: 'random' as const,
  outcome: agentId === null ? ('queued' as const) : ('assigned' as const),
  agentId,
  rule: 'uniformly at random',
  considered: [],
});

type Decide = Step['decide'];
const by = (actor: Actor, decides: fc.Arbitrary<Decide>) => decides.map((decide) => ({ actor, decide }));

const acts = fc.oneof(
  by(
    byAgent,
    fc.constantFrom<Decide>(
      (ticket, context) => answerTicket(ticket, aReply(), context),
      (ticket, context) => escalateTicket(ticket, aReply({ type: 'note' }), context),
      (ticket, context) => noteOnTicket(ticket, aReply({ type: 'note' }), context),
      (ticket, context) => takeTicket(ticket, 'agt_ada', context),
    ),
  ),
  by(
    byAgent,
    fc.record({ status: fc.constantFrom(...ticketStatuses), minutes: fc.integer({ min: 1, max: 300 }) }).map(
      ({ status, minutes }) =>
        (ticket, context) =>
          changeStatus(
            ticket,
            {
              status,
              until: status === 'postponed' ? toInstant(Date.parse(context.at) + minutes * 60_000) : null,
            },
            context,
          ),
    ),
  ),
  by(
    byAgent,
    anyoneOrNobody.map((agentId) => (ticket, context) => assignTicket(ticket, agentId, context)),
  ),
  by(
    byAgent,
    fc
      .record({
        departmentId: fc.constantFrom(...departmentIds),
        agentId: anyoneOrNobody,
        keepStatus: fc.boolean(),
      })
      .map((transfer) => (ticket, context) => transferTicket(ticket, transfer, context)),
  ),
  by(
    byAgent,
    fc
      .record({
        subject: fc.constantFrom('Subject-of-ticket', 'Subject-changed'),
        priority: fc.constantFrom(...priorities),
        tags: someTags,
        customFields: fc.constantFrom({}, { plan: 'Field-of-ticket' }, { plan: null }),
        customStatusId: fc.constantFrom(undefined, null, 'cst_parts'),
      })
      .map((edit) => (ticket, context) => editTicket(ticket, edit, context)),
  ),
  by(
    byCustomer,
    fc
      .record({ automatic: fc.constantFrom(null, null, 'auto-reply'), late: fc.integer({ min: 0, max: 3 }) })
      .map(({ automatic, late }) => (ticket, context) => {
        const arrivedAt = toInstant(Date.parse(context.at) - late * 60_000);
        const recipients = ['recipient-address@example.com'];
        return receiveMessage(ticket, { content: aMessage({ automatic }), recipients, arrivedAt }, context);
      }),
  ),
  by(
    bySystem,
    anyoneOrNobody.map((agentId) => (ticket, context) => {
      const isOffered = ticket.assigneeId === null && ['new', 'open'].includes(ticket.status);
      return isOffered ? routeTicket(ticket, decisionOf(agentId), context) : null;
    }),
  ),
  {
    weight: 3,
    arbitrary: by(
      bySystem,
      fc.constant((ticket: Ticket, context: ChangeContext) => passMoments(ticket, ['agt_ada'], context)),
    ),
  },
);

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc
    .record({ minutes: fc.integer({ min: 0, max: 60 }), act: acts })
    .map(({ minutes, act }) => ({ minutes, ...act })),
  { maxLength: 30, size: 'max' },
);

/** The changes that a ticket went through, its opening first; what was refused or changed nothing left no trace. */
export function live(story: readonly Step[], ids: Ids = countingIds()): readonly TicketChange[] {
  let nowMs = startMs;
  const context = (actor: Actor): ChangeContext => ({
    account: livelyAccount,
    at: toInstant(nowMs),
    ids,
    actor,
  });
  const opened = openTicket(anOpening({ tags: ['vip'] }), context(byCustomer));
  const changes = [opened];
  for (const { minutes, actor, decide } of story) {
    nowMs += minutes * 60_000;
    const change = orNull(() => decide(changes.at(-1)!.after, context(actor)));
    if (change !== null) changes.push(change);
  }
  return changes;
}

function orNull(decide: () => TicketChange | null): TicketChange | null {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
