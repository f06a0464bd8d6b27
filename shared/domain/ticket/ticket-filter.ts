import { decideAccess, type TicketFacts } from '../access/authorise.ts';
import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import type { Instant } from '../business-time/instant.ts';
import { foldText } from '../fold-text.ts';
import type { TicketStatus } from './status.ts';
import type { Channel, Priority, Ticket } from './ticket.ts';
import type { IndexEntry, SortField, TicketRange } from './ticket-index.ts';

/** What a list was asked for; several values of one filter mean any of them. Deleted tickets are shown only by their status. */
export interface TicketFilter {
  readonly statuses: readonly TicketStatus[] | null;
  readonly departmentIds: readonly string[] | null;
  /** Agents, or `none` for nobody. */
  readonly assigneeIds: readonly string[] | null;
  /** All ids of one customer. */
  readonly customerIds: readonly string[] | null;
  readonly channels: readonly Channel[] | null;
  readonly priorities: readonly Priority[] | null;
  readonly tag: string | null;
  readonly customStatusIds: readonly string[] | null;
  readonly createdFrom: Instant | null;
  readonly createdTo: Instant | null;
  readonly updatedFrom: Instant | null;
}

/** Asks for nothing in particular. */
export const anyTicket: TicketFilter = {
  statuses: null,
  departmentIds: null,
  assigneeIds: null,
  customerIds: null,
  channels: null,
  priorities: null,
  tag: null,
  customStatusIds: null,
  createdFrom: null,
  createdTo: null,
  updatedFrom: null,
};

/**
 * The ranges that together hold everything that the filter asks for and the principal may see: one query a page each.
 * Whoever sees every department reads them all.
 */
export function rangesFor(
  principal: Principal,
  { filter, sort }: { filter: TicketFilter; sort: SortField },
  account: Account,
): TicketRange[] {
  const named = namedRanges(filter, sort);
  if (named !== null) return named;
  const own: TicketRange = { by: 'assignee', value: principal.agentId };
  if (principal.role === 'agent' && principal.scope.level === 'assigned') return [own];
  const departments = departmentsFor(principal, filter, account);
  const ranges = departments.flatMap((id) => departmentRanges(id, filter, sort));
  const seesDepartmentsOnly = principal.role === 'agent' && principal.scope.level === 'department';
  return seesDepartmentsOnly ? [...ranges, own] : ranges;
}

/** A customer, an assignee or a tag is a range by itself; tags are not kept by update. */
function namedRanges(filter: TicketFilter, sort: SortField): TicketRange[] | null {
  if (filter.customerIds !== null) return filter.customerIds.map((value) => ({ by: 'customer', value }));
  const agents = filter.assigneeIds?.filter((id) => id !== 'none') ?? [];
  const onlyAgents = agents.length > 0 && agents.length === filter.assigneeIds?.length;
  if (onlyAgents) return agents.map((value) => ({ by: 'assignee', value }));
  if (filter.tag !== null && sort === 'createdAt') return [{ by: 'tag', value: filter.tag }];
  return null;
}

function departmentsFor(principal: Principal, filter: TicketFilter, account: Account): string[] {
  const all = [...account.departmentById.keys()];
  // What a deleted department has not handed over yet is listed where it is.
  const places = [...all, ...account.closedDepartmentById.keys()];
  const asked = places.filter((id) => filter.departmentIds?.includes(id) ?? true);
  const seesAll = principal.role !== 'agent' || principal.scope.level === 'all' || all.length === 1;
  return seesAll ? asked : asked.filter((id) => principal.departmentRoles.has(id));
}

function departmentRanges(id: string, filter: TicketFilter, sort: SortField): TicketRange[] {
  const byStatus = sort === 'createdAt' && filter.statuses !== null && filter.statuses.length === 1;
  return byStatus
    ? [{ by: 'departmentStatus', value: `${id}#${filter.statuses?.[0]}` }]
    : [{ by: 'department', value: id }];
}

type Facts = NonNullable<IndexEntry['facts']>;

/** Whether an index entry is worth reading: by filter and by access, on what the index carries. */
export function mayMatch(
  entry: IndexEntry,
  filter: TicketFilter,
  who: { principal: Principal; account: Account },
): boolean {
  if (entry.facts === null) return true;
  return isFactMatch(entry.facts, filter) && mayRead(entry.facts, who);
}

/** Whether the ticket as it is now belongs to the list. */
export function isTicketMatch(
  ticket: Ticket,
  filter: TicketFilter,
  who: { principal: Principal; account: Account },
): boolean {
  const facts = { ...ticket, customerId: ticket.customer.id };
  return isFactMatch(facts, filter) && isTimeMatch(ticket, filter) && mayRead(ticket, who);
}

const mayRead = (ticket: TicketFacts, { principal, account }: { principal: Principal; account: Account }) =>
  decideAccess(principal, 'tickets.read', { kind: 'ticket', ticket, account }).allowed;

const isOneOf = <Value>(value: Value, wanted: readonly Value[] | null) =>
  wanted === null || wanted.includes(value);

/** Case and accents do not matter, as everywhere where somebody looks for something. */
function hasTag(tags: readonly string[], wanted: string): boolean {
  const folded = foldText(wanted);
  return tags.some((tag) => foldText(tag) === folded);
}

function isFactMatch(facts: Facts, filter: TicketFilter): boolean {
  return [
    filter.statuses === null ? facts.status !== 'deleted' : filter.statuses.includes(facts.status),
    isOneOf<string>(facts.departmentId, filter.departmentIds),
    isOneOf<string>(facts.assigneeId ?? 'none', filter.assigneeIds),
    isOneOf(facts.customerId, filter.customerIds),
    isOneOf(facts.channel, filter.channels),
    isOneOf(facts.priority, filter.priorities),
    isOneOf<string | null>(facts.customStatusId ?? null, filter.customStatusIds),
    filter.tag === null || hasTag(facts.tags, filter.tag),
  ].every(Boolean);
}

function isTimeMatch(ticket: Ticket, filter: TicketFilter): boolean {
  return (
    ticket.createdAt >= (filter.createdFrom ?? '') &&
    (filter.createdTo === null || ticket.createdAt <= filter.createdTo) &&
    ticket.updatedAt >= (filter.updatedFrom ?? '')
  );
}
