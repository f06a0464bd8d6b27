import type { Account } from '../account/account.ts';
import { foldText } from '../fold-text.ts';
import { Refusal } from '../refusal.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Permission } from './permission.ts';
import type { DepartmentRole, Principal } from './principal.ts';

/** What access asks of a ticket; a list entry carries as much, so lists ask the same question as a get. */
export type TicketFacts = Pick<Ticket, 'departmentId' | 'assigneeId' | 'tags'>;

/** What something is to be done with. */
export type Resource =
  | { readonly kind: 'account' }
  | {
      readonly kind: 'ticket';
      readonly ticket: TicketFacts | undefined;
      readonly account: Pick<Account, 'departmentById'>;
    }
  | { readonly kind: 'department'; readonly departmentId: string }
  | { readonly kind: 'agent'; readonly agentId: string; readonly departmentIds: readonly string[] };

export type AccessReason =
  | 'role-sees-all'
  | 'scope-all'
  | 'only-department'
  | 'assigned'
  | 'member-of-department'
  | 'has-permission'
  | 'himself'
  | 'supervisor-of-department'
  | 'manager-of-department';

export type NoAccessReason =
  | 'not-there'
  | 'tag-not-in-scope'
  | 'not-assigned'
  | 'not-a-member'
  | 'permission-missing'
  | 'reader-of-department';

export type AccessDecision =
  | { readonly allowed: true; readonly reason: AccessReason }
  /** Without a permission that would help, it is not even told that the thing exists. */
  | { readonly allowed: false; readonly reason: NoAccessReason; readonly permission: Permission | null };

/**
 * Who may do what with what (behaviour.md section 5): the one answer for every path, and the only place that knows.
 * Pure, and under 5 µs, so that lists ask it for every ticket.
 */
export function decideAccess(principal: Principal, action: Permission, resource: Resource): AccessDecision {
  switch (resource.kind) {
    case 'account':
      return byPermission(principal, action);
    case 'ticket':
      return onTicket(principal, action, resource);
    case 'department':
      return inDepartment(principal, action, resource.departmentId);
    case 'agent':
      return onAgent(principal, action, resource);
  }
}

/** Refuses with `not-found` what is out of scope (existence is not told), and with `forbidden`, naming the permission. */
export function authorise(principal: Principal, action: Permission, resource: Resource): void {
  const decision = decideAccess(principal, action, resource);
  if (decision.allowed) return;
  const { reason, permission } = decision;
  if (permission === null) throw new Refusal('not-found', `There is no such ${resource.kind}.`);
  const where = reason === 'reader-of-department' ? ' Readers of a department only read there.' : '';
  throw new Refusal('forbidden', `This needs the permission ${permission}.${where}`, { permission });
}

export function requirePermission(principal: Principal, permission: Permission): void {
  authorise(principal, permission, { kind: 'account' });
}

const lacking = (permission: Permission): AccessDecision => ({
  allowed: false,
  reason: 'permission-missing',
  permission,
});

const hidden = (reason: NoAccessReason): AccessDecision => ({ allowed: false, reason, permission: null });

function byPermission(principal: Principal, action: Permission): AccessDecision {
  return principal.permissions.has(action) ? { allowed: true, reason: 'has-permission' } : lacking(action);
}

/** What a reader of a department may do with its tickets. */
const reading: ReadonlySet<Permission> = new Set(['tickets.read', 'tickets.readNotes', 'tickets.export']);

function onTicket(
  principal: Principal,
  action: Permission,
  { ticket, account }: Extract<Resource, { kind: 'ticket' }>,
): AccessDecision {
  if (ticket === undefined) return hidden('not-there');
  const seen = inScope(principal, ticket, account);
  if (!seen.allowed) return seen;
  if (!principal.permissions.has(action)) return lacking(action);
  // Whatever is done is answered with the ticket, so nobody acts on what he may not read.
  if (!principal.permissions.has('tickets.read')) return lacking('tickets.read');
  return isReaderOf(principal, ticket.departmentId) && !reading.has(action) ? onlyReads(action) : seen;
}

const onlyReads = (permission: Permission): AccessDecision => ({
  allowed: false,
  reason: 'reader-of-department',
  permission,
});

/** Admins and owners act everywhere, whatever their part in a department. */
const isReaderOf = ({ role, departmentRoles }: Principal, departmentId: string) =>
  role === 'agent' && departmentRoles.get(departmentId) === 'reader';

/** Role, then tags, then level: tags narrow everything, also what is assigned to him. */
function inScope(
  { agentId, role, scope, departmentRoles }: Principal,
  ticket: TicketFacts,
  account: Pick<Account, 'departmentById'>,
): AccessDecision {
  if (role !== 'agent') return { allowed: true, reason: 'role-sees-all' };
  if (scope.tags.length > 0 && !hasOneOf(ticket.tags, scope.tags)) {
    return hidden('tag-not-in-scope');
  }
  if (scope.level === 'all') return { allowed: true, reason: 'scope-all' };
  if (ticket.assigneeId === agentId) return { allowed: true, reason: 'assigned' };
  if (scope.level === 'assigned') return hidden('not-assigned');
  if (account.departmentById.size === 1) return { allowed: true, reason: 'only-department' };
  return departmentRoles.has(ticket.departmentId)
    ? { allowed: true, reason: 'member-of-department' }
    : hidden('not-a-member');
}

/** Of one principal, folded once and not for every ticket of a list. */
const foldedByTags = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Case and accents do not matter, as in a list by tag. */
function hasOneOf(tags: readonly string[], wanted: readonly string[]): boolean {
  const folded = foldedByTags.get(wanted) ?? new Set(wanted.map(foldText));
  foldedByTags.set(wanted, folded);
  return tags.some((tag) => folded.has(foldText(tag)));
}

const leads = (role: DepartmentRole | undefined) => role === 'supervisor' || role === 'manager';

/** A manager also manages members and settings of his department, a supervisor the presence of those in it. */
function inDepartment(principal: Principal, action: Permission, departmentId: string): AccessDecision {
  const role = principal.departmentRoles.get(departmentId);
  if (action === 'departments.manage' && role === 'manager') {
    return { allowed: true, reason: 'manager-of-department' };
  }
  if (action === 'presence.manage' && leads(role)) {
    return { allowed: true, reason: 'supervisor-of-department' };
  }
  const isTicketWork = action.startsWith('tickets.') && !reading.has(action);
  return isTicketWork && principal.permissions.has(action) && isReaderOf(principal, departmentId)
    ? onlyReads(action)
    : byPermission(principal, action);
}

/** Everybody sets his own presence. */
function onAgent(
  principal: Principal,
  action: Permission,
  { agentId, departmentIds }: Extract<Resource, { kind: 'agent' }>,
): AccessDecision {
  if (action !== 'presence.manage') return byPermission(principal, action);
  if (principal.agentId === agentId) return { allowed: true, reason: 'himself' };
  return departmentIds.some((id) => leads(principal.departmentRoles.get(id)))
    ? { allowed: true, reason: 'supervisor-of-department' }
    : byPermission(principal, action);
}
