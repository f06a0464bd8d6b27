import * as z from 'zod';
import { AgentId } from '../ids.ts';
import { giveTicket } from '../ticket/assign-ticket.ts';
import { requireMayBeGiven } from '../ticket/recipient.ts';
import { actionKind, agentIn } from './action-kind.ts';

/** To an agent, or with null to nobody. */
export const assign = actionKind({
  type: 'assign',
  says: 'Gives it to an agent, or to nobody',
  schema: z.strictObject({ type: z.literal('assign'), agentId: AgentId.nullable() }),
  opens: true,
  needs: () => ['tickets.assign'],
  names: ({ agentId }) => ({ agentId }),
  act: (draft, { agentId }, scene) => {
    const recipient = agentId === null ? null : agentIn(scene, agentId);
    requireMayBeGiven(recipient, draft.ticket.departmentId);
    return giveTicket(draft, agentId);
  },
});
