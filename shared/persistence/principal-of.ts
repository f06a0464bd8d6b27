import { departmentRoleUnder } from '#shared/domain/access/department-role.ts';
import type { Permission } from '#shared/domain/access/permission.ts';
import type { Principal } from '#shared/domain/access/principal.ts';
import { permissionsOf } from '#shared/domain/access/role.ts';
import type { Agent } from '#shared/domain/agent/agent.ts';
import { type Member, servesTickets } from '#shared/domain/department/member.ts';
import type { Item } from './table.ts';
import { thingOf } from './ticket-item.ts';

/** An agent who is there, in what lies under his id. */
export function findLivingAgent(items: readonly Item[]): Agent | undefined {
  const [agent] = items.filter((item) => item['type'] === 'agent').map((item) => thingOf<Agent>(item));
  return agent?.deletedAt === null ? agent : undefined;
}

/**
 * @param items everything of the agent, as one consistent read found it.
 * @param granted what his key narrows him to; null: nothing.
 */
export function principalOf(
  agent: Agent,
  items: readonly Item[],
  { keyId, granted }: { readonly keyId: string; readonly granted: readonly Permission[] | null },
): Principal {
  const members = items.filter((item) => item['type'] === 'member').map((item) => thingOf<Member>(item));
  return {
    agentId: agent.id,
    name: agent.name,
    keyId,
    role: agent.role,
    scope: agent.scope,
    permissions: permissionsOf(agent.role, granted),
    departmentRoles: new Map(
      members.map(({ departmentId, role }) => [departmentId, departmentRoleUnder(granted, role)]),
    ),
    servedDepartmentIds: new Set(members.filter(servesTickets).map(({ departmentId }) => departmentId)),
    onlyToSolve: agent.onlyToSolve,
  };
}
