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

/** A key narrows what its agent may do; it never widens it. */
export function permissionsOf(role: Role, granted: readonly Permission[] | null): Set<Permission> {
  const own = rolePermissions[role];
  return new Set(granted === null ? own : granted.filter((permission) => own.has(permission)));
}
