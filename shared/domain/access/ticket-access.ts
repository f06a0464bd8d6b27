import type { Account } from '../account/account.ts';
import { Refusal } from '../refusal.ts';
import { foldText } from '../rule/operators.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Permission } from './permission.ts';
import type { Principal } from './principal.ts';

/** What access asks of a ticket; a list entry carries as much, so lists ask the same question as a get. */
export type TicketFacts = Pick<Ticket, 'departmentId' | 'assigneeId' | 'tags'>;

export interface AccessDecision {
  readonly allowed: boolean;
  readonly reason:
    | 'role-sees-all'
    | 'scope-all'
    | 'only-department'
    | 'assigned'
    | 'member-of-department'
    | 'tag-not-in-scope'
    | 'not-assigned'
    | 'not-a-member';
}

/** Which tickets one may see (behaviour.md section 5). The one answer for get, list, to-solve, and all that come. */
export function decideTicketAccess(
  principal: Principal,
  ticket: TicketFacts,
  account: Pick<Account, 'departmentById'>,
): AccessDecision {
  if (principal.role !== 'agent') return { allowed: true, reason: 'role-sees-all' };
  const { level, tags } = principal.scope;
  if (tags.length > 0 && !hasOneOf(ticket.tags, tags)) {
    return { allowed: false, reason: 'tag-not-in-scope' };
  }
  if (level === 'all') return { allowed: true, reason: 'scope-all' };
  if (ticket.assigneeId === principal.agentId) return { allowed: true, reason: 'assigned' };
  if (level === 'assigned') return { allowed: false, reason: 'not-assigned' };
  if (account.departmentById.size === 1) return { allowed: true, reason: 'only-department' };
  return principal.departmentRoles.has(ticket.departmentId)
    ? { allowed: true, reason: 'member-of-department' }
    : { allowed: false, reason: 'not-a-member' };
}

/** Case and accents do not matter, as in a list by tag. */
function hasOneOf(tags: readonly string[], wanted: readonly string[]): boolean {
  const folded = new Set(wanted.map(foldText));
  return tags.some((tag) => folded.has(foldText(tag)));
}

/** Refuses with `not-found` what is out of scope (existence is not told) and with `forbidden` what lacks permission. */
export function authorise(
  principal: Principal,
  permission: Permission,
  seen: { ticket: TicketFacts | undefined; account: Pick<Account, 'departmentById'> },
): void {
  const visible =
    seen.ticket !== undefined && decideTicketAccess(principal, seen.ticket, seen.account).allowed;
  if (!visible) throw new Refusal('not-found', 'There is no such ticket.');
  requirePermission(principal, permission);
}

export function requirePermission(principal: Principal, permission: Permission): void {
  if (principal.permissions.has(permission)) return;
  throw new Refusal('forbidden', `This needs the permission ${permission}.`, { permission });
}
