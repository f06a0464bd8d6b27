import type { Account } from '../account/account.ts';
import type { Instant } from '../business-time/instant.ts';
import { Refusal } from '../refusal.ts';
import type { Listed } from '../ticket/ticket-store.ts';
import type { CustomRole } from './custom-role.ts';
import { type Permission, permissions } from './permission.ts';
import type { Role } from './principal.ts';
import { customPermissions, rolePermissions } from './role.ts';

/** A role as people see it, built-in or of the account. */
export interface RoleView {
  readonly id: string;
  readonly name: string;
  readonly builtIn: boolean;
  readonly granted: readonly Permission[];
  readonly revoked: readonly Permission[];
  /** What it comes to. */
  readonly permissions: readonly Permission[];
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

const builtIn: readonly Role[] = ['owner', 'admin', 'agent'];

export const isBuiltIn = (id: string): id is Role => (builtIn as readonly string[]).includes(id);

const inOrder = (some: ReadonlySet<Permission>) => permissions.filter((permission) => some.has(permission));

export function toRoleView(role: CustomRole): RoleView {
  return { ...role, builtIn: false, permissions: inOrder(customPermissions(role)) };
}

/** As old as the account, and never changed. */
function builtInView(role: Role, { settings }: Pick<Account, 'settings'>): RoleView {
  const { createdAt } = settings;
  return {
    id: role,
    name: role,
    builtIn: true,
    granted: [],
    revoked: [],
    permissions: inOrder(rolePermissions[role]),
    version: 1,
    createdAt,
    updatedAt: createdAt,
  };
}

/** Refuses with `not-found`. */
export function getRole(account: Pick<Account, 'settings' | 'roleById'>, id: string): RoleView {
  if (isBuiltIn(id)) return builtInView(id, account);
  const role = account.roleById.get(id);
  if (role === undefined) throw new Refusal('not-found', 'There is no such role.');
  return toRoleView(role);
}

const positionOf = ({ createdAt, id, builtIn: isFirst }: RoleView) =>
  isFirst ? ` ${id}` : `${createdAt}#${id}`;

/** The newest first, those that are built in last. */
export function listRoles(
  account: Pick<Account, 'settings' | 'roleById'>,
  { limit, after }: { limit: number; after: string | undefined },
): Listed<RoleView> {
  const all = [
    ...[...account.roleById.values()].map(toRoleView),
    ...builtIn.map((role) => builtInView(role, account)),
  ]
    .filter((role) => after === undefined || positionOf(role) < after)
    .sort((one, other) => (positionOf(one) > positionOf(other) ? -1 : 1));
  const items = all.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && all.length > limit ? positionOf(last) : undefined };
}
