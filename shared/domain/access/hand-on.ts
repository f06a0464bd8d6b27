import type { Account } from '../account/account.ts';
import type { DepartmentId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { decideAccess } from './authorise.ts';
import type { Permission } from './permission.ts';
import type { Principal } from './principal.ts';

/** Something that is done with tickets by itself, whoever has them and whatever their tags. */
export interface StandingOrder {
  /** What its author needs to do it himself. */
  readonly permission: Permission;
  /** Where the tickets are that it meets. */
  readonly departmentIds: Iterable<string>;
}

/**
 * Refuses with `forbidden`: nobody has tickets handed on, to himself or to others, that he may not hand on himself
 * (behaviour.md section 5).
 */
export function requireMayHandOn(
  principal: Principal,
  { permission, departmentIds }: StandingOrder,
  account: Pick<Account, 'departmentById'>,
): void {
  for (const departmentId of departmentIds) {
    const ticket = { departmentId: departmentId as DepartmentId, assigneeId: null, tags: [] };
    if (decideAccess(principal, permission, { kind: 'ticket', ticket, account }).allowed) continue;
    throw new Refusal('forbidden', 'Nobody has tickets handed on that he may not hand on himself.', {
      permission,
    });
  }
}
