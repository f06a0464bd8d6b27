import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import { mayRead } from '../counting/count-department.ts';
import type { DepartmentId } from '../ids.ts';

/** Departments that have tickets, or still have some. */
export function placesOf(account: Account): DepartmentId[] {
  return [...account.departmentById.keys(), ...account.closedDepartmentById.keys()] as DepartmentId[];
}

/** Whether one sees tickets of a department that somebody else has, as far as his tags go. */
export function isInSight(principal: Principal, departmentId: DepartmentId, account: Account): boolean {
  const untagged = { ...principal, scope: { ...principal.scope, tags: [] } };
  return mayRead(untagged, { departmentId, assigneeId: null, tags: [] }, account);
}
