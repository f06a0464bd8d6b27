import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import type { DepartmentId } from '../ids.ts';

/** Where he is given tickets and the button is on; with the default department alone everyone serves it who not only reads. */
export function servedDepartments(principal: Principal, account: Account): DepartmentId[] {
  const isAlone = account.departmentById.size === 1;
  return [...account.departmentById.values()]
    .filter((department) => department.toSolve)
    .filter(({ id }) => principal.servedDepartmentIds.has(id) || (isAlone && !onlyReads(principal, id)))
    .map((department) => department.id);
}

/** Readers of a department are given none of its tickets. */
export const onlyReads = ({ role, departmentRoles }: Principal, departmentId: string): boolean =>
  role === 'agent' && departmentRoles.get(departmentId) === 'reader';
