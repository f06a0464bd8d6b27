import * as z from 'zod';
import { type AgentId as Agent, AgentId, DepartmentId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { giveTicket, moveTicket } from '../ticket/assign-ticket.ts';
import { requireServes } from '../ticket/recipient.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { TicketDraft } from '../ticket/ticket-draft.ts';
import { actionKind, agentIn } from './action-kind.ts';

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
  schema,
  needs: () => ['tickets.transfer'],
  names: ({ departmentId, agentId }) => ({
    departmentId,
    agentId: agentId === 'lastAgent' ? undefined : agentId,
  }),
  choosesOf: ({ agentId }, { lastAgentId }) => (agentId === 'lastAgent' ? lastAgentId : null),
  act: (draft, action, scene) => {
    const departmentId = action.departmentId ?? draft.ticket.departmentId;
    requireDepartment(draft, departmentId);
    const agentId = recipientOf(action, draft.ticket);
    requireServes(agentId === null ? null : agentIn(scene, agentId), departmentId, draft.context.account);
    const isMoved = moveTicket(draft, { departmentId, agentId, keepStatus: action.keepStatus });
    const isFreed = (action.distribute || action.agentId === null) && giveTicket(draft, null);
    return isMoved || isFreed;
  },
});

function recipientOf({ agentId = null }: Transfer, { lastAgentId }: Ticket): Agent | null {
  return agentId === 'lastAgent' ? lastAgentId : agentId;
}

function requireDepartment({ context: { account } }: TicketDraft, departmentId: string): void {
  if (account.departmentById.has(departmentId)) return;
  throw new Refusal('invalid', 'There is no such department.', {
    errors: [{ path: 'departmentId', message: 'names no department' }],
  });
}
