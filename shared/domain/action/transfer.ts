import * as z from 'zod';
import { type AgentId as Agent, AgentId, DepartmentId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { giveTicket, moveTicket } from '../ticket/assign-ticket.ts';
import { objectionsBy, requireServes, serves } from '../ticket/recipient.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { TicketDraft } from '../ticket/ticket-draft.ts';
import { type ActionScene, actionKind, agentIn } from './action-kind.ts';

const schema = z
  .strictObject({
    type: z.literal('transfer'),
    /** Left out: the department where it is. */
    departmentId: DepartmentId.optional(),
    /** `lastAgent`: who answered last. Null: nobody. Left out: as a transfer by hand leaves it. */
    agentId: z.union([AgentId, z.literal('lastAgent'), z.null()]).optional(),
    /** To nobody, so that the department distributes it. */
    distribute: z.boolean().default(false),
    /** What is answered or resolved does not wait again. */
    keepStatus: z.boolean().default(false),
  })
  .superRefine(({ departmentId, agentId, distribute }, context) => {
    if (departmentId === undefined && agentId === undefined && !distribute) {
      context.addIssue({ code: 'custom', path: ['departmentId'], message: 'or `agentId` says where to' });
    }
    if (distribute && typeof agentId === 'string') {
      context.addIssue({ code: 'custom', path: ['distribute'], message: 'goes to nobody in particular' });
    }
  });
type Transfer = z.output<typeof schema>;

/** To a department, to an agent of it, or back to distribution. */
export const transfer = actionKind({
  type: 'transfer',
  says: 'Moves it to a department, to an agent, or back to distribution',
  schema,
  opens: true,
  needs: () => ['tickets.transfer'],
  names: ({ departmentId, agentId }) => ({
    departmentId,
    agentId: agentId === 'lastAgent' ? undefined : agentId,
  }),
  choosesOf: ({ agentId }, { lastAgentId }) => (agentId === 'lastAgent' ? lastAgentId : null),
  act: (draft, action, scene) => {
    const departmentId = action.departmentId ?? draft.ticket.departmentId;
    requireDepartment(draft, departmentId);
    const asked = recipientOf(action, draft.ticket);
    const agentId = asked === null ? null : admitted(asked, { departmentId, draft, scene });
    const isMoved = moveTicket(draft, { departmentId, agentId, keepStatus: action.keepStatus });
    const isFreed = (action.distribute || action.agentId === null) && giveTicket(draft, null);
    return isMoved || isFreed;
  },
});

interface Handover {
  readonly departmentId: string;
  readonly draft: TicketDraft;
  readonly scene: ActionScene;
}

/**
 * With a rule nobody is there who could be refused: it passes over an agent who cannot be given the ticket there, and its
 * entry says so (decision 013).
 */
function admitted(agentId: Agent, { departmentId, draft, scene }: Handover): Agent | null {
  const { account } = draft.context;
  const { author } = scene;
  if (author.kind !== 'rule') {
    requireServes(agentIn(scene, agentId), departmentId, account);
    return agentId;
  }
  const objection = objectionsBy(scene.agentById)(agentId, departmentId);
  const record = scene.agentById.get(agentId);
  if (objection === null && record !== undefined && serves(record, departmentId, account)) return agentId;
  const reason = objection ?? 'not-a-member';
  draft.log({ kind: 'rule.failed', ruleId: author.id ?? '', reason, after: { action: 'transfer' } });
  return null;
}

function recipientOf({ agentId = null }: Transfer, { lastAgentId }: Ticket): Agent | null {
  return agentId === 'lastAgent' ? lastAgentId : agentId;
}

function requireDepartment({ context: { account } }: TicketDraft, departmentId: string): void {
  if (account.departmentById.has(departmentId)) return;
  throw new Refusal('invalid', 'There is no such department.', {
    errors: [{ path: 'departmentId', message: 'names no department' }],
  });
}
