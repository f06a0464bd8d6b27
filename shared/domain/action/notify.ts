import * as z from 'zod';
import { AgentId } from '../ids.ts';
import { sendAtOnce } from '../outbound/send-at-once.ts';
import { factsFor } from '../outbound/template-facts.ts';
import { fillIn } from '../template/fill-in.ts';
import { eventActionKind, type RuleScene } from './rule-action-kind.ts';
import { RuleText } from './texts.ts';

/** A department of hundreds is told no more people at once than fit into one change. */
const mostTold = 20;

const AgentIds = z.array(AgentId).min(1).max(mostTold);

export const notify = eventActionKind({
  type: 'notify',
  says: 'Tells agents: those that are named, who has it, or who serves its department',
  schema: z.strictObject({
    type: z.literal('notify'),
    agentIds: z.union([AgentIds, z.literal('assignee'), z.literal('department')]),
    body: RuleText(2000),
  }),
  opens: true,
  needs: () => ['tickets.read'],
  refersTo: ({ agentIds }) =>
    Array.isArray(agentIds)
      ? agentIds.map((id, position) => ({ path: `agentIds.${position}`, to: 'agent', id }) as const)
      : [],
  act: (scene, { agentIds, body }) => {
    const { account, at, ids, draft, rule } = scene;
    const told = whomToTell(scene, agentIds);
    const text = fillIn(body, draft && factsFor(account, draft.ticket, {}));
    const event = { kind: 'rule', ruleId: rule.id, body: text } as const;
    for (const agentId of told) {
      const what = { kind: 'notice', agentId, event } as const;
      scene.send(sendAtOnce(agentId, { at, ids, ticketId: draft?.ticket.id ?? null, what }));
    }
    return told.length > 0;
  },
});

function whomToTell(
  { draft, memberIds }: RuleScene,
  agentIds: readonly AgentId[] | 'assignee' | 'department',
): readonly AgentId[] {
  if (agentIds === 'department') return memberIds.slice(0, mostTold);
  if (agentIds !== 'assignee') return agentIds;
  const assigneeId = draft?.ticket.assigneeId ?? null;
  return assigneeId === null ? [] : [assigneeId];
}
