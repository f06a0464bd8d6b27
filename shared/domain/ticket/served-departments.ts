import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import type { DepartmentId } from '../ids.ts';

/** Where he is given tickets and the button is on; with the default department alone everyone serves it. */
export function servedDepartments(principal: Principal, account: Account): DepartmentId[] {
  return [...account.departmentById.values()]
    .filter((department) => department.toSolve)
    .filter(({ id }) => principal.servedDepartmentIds.has(id) || account.departmentById.size === 1)
    .map((department) => department.id);
}
