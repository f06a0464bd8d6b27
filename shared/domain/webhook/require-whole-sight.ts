import type { Permission } from '../access/permission.ts';
import type { Principal } from '../access/principal.ts';
import { Refusal } from '../refusal.ts';

/** Events of every department leave by it: refuses with `forbidden` who does not see all tickets himself. */
export function requireWholeSight(
  { role, scope }: Pick<Principal, 'role' | 'scope'>,
  permission: Permission = 'settings.manage',
): void {
  if (role !== 'agent' || (scope.level === 'all' && scope.tags.length === 0)) return;
  throw new Refusal('forbidden', `This needs the permission ${permission}, and sight of every ticket.`, {
    permission,
  });
}

/** What rules tell other systems holds tickets of every department: refuses with `forbidden` likewise, and who reads none. */
export function requireSightOfCalls(principal: Principal): void {
  requireWholeSight(principal, 'rules.manage');
  if (principal.permissions.has('tickets.read')) return;
  const permission: Permission = 'tickets.read';
  throw new Refusal('forbidden', `This needs the permission ${permission}.`, { permission });
}
