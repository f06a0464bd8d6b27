import { requireMayGiveDepartmentRole } from '../access/give-department-role.ts';
import { requireMayHandOn } from '../access/hand-on.ts';
import type { Principal } from '../access/principal.ts';
import type { Configuration } from '../account/configuration.ts';
import type { AgentStore } from '../agent/agent-store.ts';
import { requireMayOrder } from '../rule/judge-rule.ts';
import type { TicketIndex } from '../ticket/ticket-index.ts';
import type { Pointed, Substitution } from './point-to-substitute.ts';

export interface HandingDesk {
  readonly agents: Pick<AgentStore, 'listMembers'>;
  readonly index: Pick<TicketIndex, 'list'>;
}

interface HandingOver {
  readonly configuration: Configuration;
  readonly substitution: Substitution;
  readonly pointed: readonly Pointed[];
}

/**
 * A department's substitute is given its tickets, its members and what others would hand to it. Refuses with `forbidden`
 * who could not do each of that himself: else he could open a department to whom he likes.
 */
export async function requireMayHandOver(
  desk: HandingDesk,
  principal: Principal,
  { configuration, substitution, pointed }: HandingOver,
): Promise<void> {
  const transferFrom = (departmentIds: readonly string[]) =>
    requireMayHandOn(principal, { permission: 'tickets.transfer', departmentIds }, configuration);
  const left = [...configuration.departmentById.keys()].filter((id) => id !== substitution.departmentId);
  // With one department alone everybody sees all of it.
  if (left.length === 1) transferFrom(left);
  if (await hasTickets(desk, substitution)) transferFrom([substitution.departmentId]);
  for (const { after } of pointed) {
    if (after.kind === 'department' && after.thing.escalation.departmentId !== null)
      transferFrom([after.thing.id]);
    if (after.kind === 'timeRule') requireMayOrder(principal, after.thing, configuration);
  }
  await requireMayMoveMembers(desk, principal, substitution);
}

async function hasTickets({ index }: HandingDesk, { departmentId }: Substitution): Promise<boolean> {
  const page = { sort: 'createdAt', backward: false, after: undefined, limit: 1 } as const;
  return (await index.list({ by: 'department', value: departmentId }, page)).length > 0;
}

async function requireMayMoveMembers(
  { agents }: HandingDesk,
  principal: Principal,
  { departmentId, substituteId }: Substitution,
): Promise<void> {
  const [members, there] = await Promise.all([
    agents.listMembers(departmentId),
    agents.listMembers(substituteId),
  ]);
  const isThere = new Set(there.map(({ agentId }) => agentId));
  for (const { agentId, role } of members.filter((member) => !isThere.has(member.agentId))) {
    requireMayGiveDepartmentRole(principal, {
      departmentId: substituteId,
      agentId,
      before: null,
      after: role,
    });
  }
}
