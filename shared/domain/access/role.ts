import type { CustomRole } from './custom-role.ts';
import { type Permission, permissions } from './permission.ts';
import type { Role } from './principal.ts';

const agentMay: readonly Permission[] = [
  'tickets.read',
  'tickets.reply',
  'tickets.note',
  'tickets.readNotes',
  'tickets.assign',
  'tickets.transfer',
  'tickets.escalate',
  'tickets.changeStatus',
  'tickets.merge',
  'customers.read',
  'customers.write',
  'chats.serve',
  'calls.serve',
  'reports.own',
];

/** What a role may do by default (behaviour.md section 5). */
export const rolePermissions: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  agent: new Set(agentMay),
  admin: new Set(permissions.filter((permission) => permission !== 'billing.manage')),
  owner: new Set(permissions),
};

type PermissionChanges = Pick<CustomRole, 'granted' | 'revoked'>;

/** An agent's defaults as a custom role changes them. */
export function customPermissions({ granted, revoked }: PermissionChanges): ReadonlySet<Permission> {
  return rolePermissions.agent.union(new Set(granted)).difference(new Set(revoked));
}

/** Which role somebody carries: a built-in one, or with `roleId` an account's own. */
export interface CarriedRole {
  readonly role: Role;
  readonly roleId: string | null;
}

type FindRole = (roleId: string) => PermissionChanges | undefined;

/** What an agent may do. Whose role is gone may nothing. */
export function permissionsOf({ role, roleId }: CarriedRole, findRole: FindRole): ReadonlySet<Permission> {
  if (roleId === null) return rolePermissions[role];
  const custom = findRole(roleId);
  return custom === undefined ? new Set() : customPermissions(custom);
}

/** A key narrows what its agent may do; it never widens it. */
export function narrowedBy(
  granted: readonly Permission[] | null,
  own: ReadonlySet<Permission>,
): ReadonlySet<Permission> {
  return granted === null ? own : own.intersection(new Set(granted));
}
