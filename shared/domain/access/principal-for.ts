import type { Agent } from '../agent/agent.ts';
import { type Member, servesTickets } from '../department/member.ts';
import type { CustomRole } from './custom-role.ts';
import { departmentRoleUnder } from './department-role.ts';
import type { Permission } from './permission.ts';
import type { Principal } from './principal.ts';
import { narrowedBy, permissionsOf } from './role.ts';

/** What is known of an agent, as of one moment. */
export interface Person {
  readonly agent: Agent;
  readonly members: readonly Member[];
  /** The one that he carries; undefined when he carries none. */
  readonly customRole: Pick<CustomRole, 'granted' | 'revoked'> | undefined;
}

/** @param granted what his key narrows him to; null: nothing. */
export function principalFor(
  { agent, members, customRole }: Person,
  { keyId, granted }: { readonly keyId: string; readonly granted: readonly Permission[] | null },
): Principal {
  return {
    agentId: agent.id,
    name: agent.name,
    keyId,
    role: agent.role,
    roleId: agent.roleId,
    scope: agent.scope,
    permissions: narrowedBy(
      granted,
      permissionsOf(agent, () => customRole),
    ),
    departmentRoles: new Map(
      members.map(({ departmentId, role }) => [departmentId, departmentRoleUnder(granted, role)]),
    ),
    servedDepartmentIds: new Set(members.filter(servesTickets).map(({ departmentId }) => departmentId)),
    onlyToSolve: agent.onlyToSolve,
  };
}
