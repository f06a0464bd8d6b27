import { Refusal } from '../refusal.ts';
import { requirePermission } from './authorise.ts';
import type { Permission } from './permission.ts';
import type { Principal, Role } from './principal.ts';
import { rolePermissions } from './role.ts';

/** Refuses with `forbidden`: nobody can grant a permission that he does not have (behaviour.md section 5). */
export function requireMayGrant(principal: Principal, granted: Iterable<Permission>): void {
  for (const permission of granted) requirePermission(principal, permission);
}

/** Only an owner makes, changes or ends an owner, and hands out his keys. */
export function requireOwnerFor(principal: Principal, roles: readonly Role[]): void {
  if (principal.role === 'owner' || !roles.includes('owner')) return;
  throw new Refusal('forbidden', 'Only an owner may do this with an owner.', { permission: 'agents.manage' });
}

/** Gives a role that was not given before. */
export function requireMayGiveRole(principal: Principal, role: Role): void {
  requireOwnerFor(principal, [role]);
  requireMayGrant(principal, rolePermissions[role]);
}
