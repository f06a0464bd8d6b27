import type { Member } from '../department/member.ts';
import { Refusal } from '../refusal.ts';
import { authorise } from './authorise.ts';
import { departmentRoleUnder } from './department-role.ts';
import type { Permission } from './permission.ts';
import type { DepartmentRole, Principal } from './principal.ts';

const ranks: readonly DepartmentRole[] = ['reader', 'solver', 'supervisor', 'manager'];
const rankOf = (role: DepartmentRole | null) => (role === null ? -1 : ranks.indexOf(role));

interface Giving {
  readonly departmentId: string;
  readonly agentId: string;
  /** Null: he was no member. */
  readonly before: DepartmentRole | null;
  readonly after: DepartmentRole;
}

/**
 * A department role is a permission too: whoever makes supervisors and managers has what these have there, and nobody
 * rises by his own hand in a department whose tickets are not his to work on already.
 */
export function requireMayGiveDepartmentRole(principal: Principal, giving: Giving): void {
  if (rankOf(giving.after) <= rankOf(giving.before)) return;
  const department = { kind: 'department', departmentId: giving.departmentId } as const;
  if (giving.after === 'supervisor' || giving.after === 'manager') {
    authorise(principal, 'presence.manage', department);
  }
  if (giving.after === 'manager') authorise(principal, 'departments.manage', department);
  if (principal.agentId !== giving.agentId || worksEverywhereIn(principal, giving.departmentId)) return;
  throw new Refusal('forbidden', 'Nobody opens a department to himself.', {
    permission: 'departments.manage',
  });
}

/**
 * Whoever speaks for somebody has his part in each of his departments.
 * @param granted what a key narrows it to; null: nothing.
 */
export function requireMayActIn(
  principal: Principal,
  members: readonly Member[],
  granted: readonly Permission[] | null,
): void {
  for (const { departmentId, role } of members) {
    const before = principal.departmentRoles.get(departmentId) ?? null;
    const after = departmentRoleUnder(granted, role);
    requireMayGiveDepartmentRole(principal, { departmentId, agentId: principal.agentId, before, after });
  }
}

/** Whether a membership would show him no ticket that he does not see, and let him do nothing that he may not, anyway. */
function worksEverywhereIn(principal: Principal, departmentId: string): boolean {
  if (principal.role !== 'agent') return true;
  const role = principal.departmentRoles.get(departmentId);
  if (role !== undefined) return role !== 'reader';
  return principal.scope.level === 'all';
}
