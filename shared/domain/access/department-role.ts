import type { Permission } from './permission.ts';
import type { DepartmentRole } from './principal.ts';

/**
 * What is left of a role in a department under a key that names its permissions: a supervisor's right over presences
 * and a manager's over members are permissions too, and a key never gives more than it names.
 */
export function departmentRoleUnder(
  granted: readonly Permission[] | null,
  role: DepartmentRole,
): DepartmentRole {
  return granted === null || role === 'reader' ? role : 'solver';
}
