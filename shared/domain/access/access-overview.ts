import type { Account } from '../account/account.ts';
import type { Agent } from '../agent/agent.ts';
import type { AgentStore } from '../agent/agent-store.ts';
import type { Member } from '../department/member.ts';
import { type Permission, permissions } from './permission.ts';
import type { DepartmentRole, Role, Scope } from './principal.ts';
import { permissionsOf, rolePermissions } from './role.ts';

export const differences = ['permissions', 'scope', 'tags', 'departmentRoles', 'onlyToSolve'] as const;
export type Difference = (typeof differences)[number];

/** What an agent may and sees, at a glance. */
export interface AccessOverview {
  readonly agentId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly roleId: string | null;
  /** Of the custom role. */
  readonly roleName: string | null;
  readonly scope: Scope;
  readonly departments: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: DepartmentRole;
  }[];
  /** Beyond, and less than, what his built-in role may. */
  readonly granted: readonly Permission[];
  readonly revoked: readonly Permission[];
  readonly onlyToSolve: boolean;
  /** In what he is not like every agent of his role. */
  readonly differs: readonly Difference[];
}

type Roles = Pick<Account, 'departmentById' | 'roleById'>;

export function overviewOf(agent: Agent, members: readonly Member[], account: Roles): AccessOverview {
  const { role, roleId, scope, onlyToSolve } = agent;
  const may = permissionsOf({ role, roleId }, (id) => account.roleById.get(id));
  const usual = rolePermissions[role];
  const departments = members.flatMap(({ departmentId, role: departmentRole }) => {
    const name = account.departmentById.get(departmentId)?.name;
    return name === undefined ? [] : [{ id: departmentId, name, role: departmentRole }];
  });
  const overview = {
    agentId: agent.id,
    name: agent.name,
    email: agent.email,
    role,
    roleId,
    roleName: roleId === null ? null : (account.roleById.get(roleId)?.name ?? null),
    scope,
    departments,
    granted: permissions.filter((permission) => may.has(permission) && !usual.has(permission)),
    revoked: permissions.filter((permission) => !may.has(permission) && usual.has(permission)),
    onlyToSolve,
  };
  return { ...overview, differs: differencesOf(overview) };
}

/** Scope and tags of admins and owners mean nothing: they see everything. */
function differencesOf(overview: Omit<AccessOverview, 'differs'>): Difference[] {
  const { role, scope, departments, granted, revoked, onlyToSolve } = overview;
  const isDifferent: Readonly<Record<Difference, boolean>> = {
    permissions: granted.length + revoked.length > 0,
    scope: role === 'agent' && scope.level !== 'department',
    tags: role === 'agent' && scope.tags.length > 0,
    departmentRoles: departments.some((department) => department.role !== 'solver'),
    onlyToSolve,
  };
  return differences.filter((difference) => isDifferent[difference]);
}

/** Who serves where, of all departments at once: a department is one read, however many agents a page has. */
export async function membersByAgent(
  agents: Pick<AgentStore, 'listMembers'>,
  { departmentById }: Pick<Account, 'departmentById'>,
): Promise<Map<string, Member[]>> {
  const all = await Promise.all([...departmentById.values()].map(({ id }) => agents.listMembers(id)));
  return Map.groupBy(all.flat(), ({ agentId }) => agentId as string);
}
