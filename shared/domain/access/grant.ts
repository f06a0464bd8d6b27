import { foldText } from '../fold-text.ts';
import { Refusal } from '../refusal.ts';
import { requirePermission } from './authorise.ts';
import type { Permission } from './permission.ts';
import type { Principal, Role, Scope } from './principal.ts';

/** What somebody may, and which tickets he reaches, by what is said of him. */
export interface Standing {
  readonly role: Role;
  readonly permissions: ReadonlySet<Permission>;
  readonly scope: Scope;
}

const nobody: Standing = {
  role: 'agent',
  permissions: new Set(),
  scope: { level: 'assigned', tags: [''] },
};

/** Refuses with `forbidden`: nobody can grant a permission that he does not have (behaviour.md section 5). */
export function requireMayGrant(principal: Principal, granted: Iterable<Permission>): void {
  for (const permission of granted) requirePermission(principal, permission);
}

/** Only an owner makes, changes or ends an owner, and hands out his keys. */
export function requireOwnerFor(principal: Principal, roles: readonly Role[]): void {
  if (principal.role === 'owner' || !roles.includes('owner')) return;
  throw new Refusal('forbidden', 'Only an owner may do this with an owner.', { permission: 'agents.manage' });
}

/**
 * Somebody is to be more than before: nobody gives a permission that he does not have, or lets others, or himself,
 * see more tickets than he sees. Less may be given by whoever may change him at all.
 * @param before null: he was nobody.
 */
export function requireMayGive(principal: Principal, before: Standing | null, after: Standing): void {
  const was = before ?? nobody;
  if (was.role !== after.role) requireOwnerFor(principal, [was.role, after.role]);
  requireMayGrant(principal, after.permissions.difference(was.permissions));
  if (!reachesWithin(after, was)) requireReach(principal, after);
}

/** Whoever can speak for somebody, by his key or his mailbox, may all that he may. */
export function requireMaySpeakFor(principal: Principal, somebody: Standing): void {
  requireOwnerFor(principal, [somebody.role]);
  requireMayGrant(principal, somebody.permissions);
  requireReach(principal, somebody);
}

function requireReach(principal: Principal, somebody: Pick<Standing, 'role' | 'scope'>): void {
  if (reachesWithin(somebody, principal)) return;
  throw new Refusal('forbidden', 'Nobody opens tickets to others that he may not see himself.', {
    permission: 'agents.manage',
  });
}

const levels: readonly Scope['level'][] = ['assigned', 'department', 'all'];

/** Whether the first reaches no ticket by role and scope that the second could not. */
function reachesWithin(
  { role, scope }: Pick<Standing, 'role' | 'scope'>,
  outer: Pick<Standing, 'role' | 'scope'>,
): boolean {
  if (outer.role !== 'agent') return true;
  if (role !== 'agent') return false;
  return levels.indexOf(scope.level) <= levels.indexOf(outer.scope.level) && tagsWithin(scope, outer.scope);
}

/** No tags at all: not narrowed. */
function tagsWithin({ tags }: Scope, outer: Scope): boolean {
  const allowed = new Set(outer.tags.map(foldText));
  return allowed.size === 0 || (tags.length > 0 && tags.every((tag) => allowed.has(foldText(tag))));
}
