import fc from 'fast-check';
import { decideAccess } from '#shared/domain/access/authorise.ts';
import type { Principal } from '#shared/domain/access/principal.ts';
import type { Account } from '#shared/domain/account/account.ts';
import type { DepartmentId } from '#shared/domain/ids.ts';
import type { TicketListing } from '#shared/domain/ticket/list-tickets.ts';
import { ticketStatuses } from '#shared/domain/ticket/status.ts';
import {
  type Channel,
  channels,
  type Priority,
  priorities,
  type Ticket,
} from '#shared/domain/ticket/ticket.ts';
import type { TicketFilter } from '#shared/domain/ticket/ticket-filter.ts';
import { aCustomer, aDepartment, anAccount, aPrincipal, aTicket, atMinute } from '#test/support/builders.ts';

const departmentIds: readonly DepartmentId[] = ['dep_default', 'dep_sales', 'dep_law'];
const agentIds = ['agt_ada', 'agt_bob'] as const;
const customerIds = ['cus_carl', 'cus_dora'] as const;
const tags = ['vip', 'Vip', 'billing', 'città'];
/** Case and accents do not matter to who looks for a tag. */
const plain = (tag: string) => tag.toLowerCase().replace('à', 'a');

const sometimes = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { freq: 3 });
const someOf = <Value>(values: readonly Value[]) => sometimes(fc.subarray([...values], { minLength: 1 }));
const mostly = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 1 });
const anInstant = fc.integer({ min: 0, max: 20 }).map(atMinute);

export const filters: fc.Arbitrary<TicketFilter> = fc.record({
  statuses: someOf(ticketStatuses),
  departmentIds: someOf([...departmentIds, 'dep_gone']),
  assigneeIds: someOf([...agentIds, 'none']),
  customerIds: sometimes(fc.subarray([...customerIds], { minLength: 1 })),
  channels: someOf<Channel>(channels),
  priorities: someOf<Priority>(priorities),
  tag: sometimes(fc.constantFrom(...tags, 'VIP', 'citta')),
  customStatusIds: fc
    .option(fc.constantFrom(['cst_parts'], ['cst_parts', 'cst_law']), { freq: 8 })
    .map((asked) => asked),
  createdFrom: sometimes(anInstant),
  createdTo: sometimes(anInstant),
  updatedFrom: sometimes(anInstant),
});

export const principals: fc.Arbitrary<Principal> = fc
  .record({
    role: fc.constantFrom('agent', 'agent', 'agent', 'admin', 'owner'),
    level: fc.constantFrom('all', 'department', 'department', 'assigned'),
    tags: fc.oneof(fc.constant([]), fc.subarray(tags)),
    memberOf: fc.subarray([...departmentIds]),
  })
  .map(({ role, level, tags: limits, memberOf }) =>
    aPrincipal({
      role,
      scope: { level, tags: limits },
      departmentRoles: new Map(memberOf.map((id) => [id, 'solver'])),
      servedDepartmentIds: new Set(memberOf),
    }),
  );

export const accounts: fc.Arbitrary<Account> = fc.boolean().map((isAlone) =>
  anAccount({
    departments: (isAlone ? departmentIds.slice(0, 1) : departmentIds).map((id) => aDepartment(id)),
  }),
);

const oneTicket = fc.record({
  /** Few, so that many tickets share an instant. */
  created: fc.integer({ min: 0, max: 8 }),
  changed: fc.integer({ min: 0, max: 8 }),
  status: fc.constantFrom(...ticketStatuses),
  departmentId: fc.constantFrom(...departmentIds),
  assigneeId: mostly(fc.constantFrom(...agentIds)),
  customerId: fc.constantFrom(...customerIds),
  channel: fc.constantFrom<Channel>(...channels),
  priority: fc.constantFrom<Priority>(...priorities),
  tags: fc.subarray(tags),
  customStatusId: sometimes(fc.constantFrom('cst_parts', 'cst_law')),
});

/** Tickets of the departments that the account has, created no earlier than `from` minutes. */
export const ticketsFrom = (from: number) =>
  fc.array(oneTicket, { maxLength: 24, size: 'max' }).map(
    (all) =>
      (account: Account): Ticket[] =>
        all.map(({ created, changed, customerId, departmentId, ...facts }, position) =>
          aTicket({
            ...facts,
            id: `tkt_${from}_${String(position * 7).padStart(3, '0')}`,
            departmentId: account.departmentById.has(departmentId) ? departmentId : 'dep_default',
            customer: { ...aCustomer, id: customerId },
            createdAt: atMinute(from + created),
            updatedAt: atMinute(from + created + changed),
          }),
        ),
  );

const isAmong = <Value>(value: Value, wanted: readonly Value[] | null) => wanted?.includes(value) ?? true;

/** What a filter says, in plain words. */
export function isAskedFor(ticket: Ticket, filter: TicketFilter): boolean {
  const { createdFrom, createdTo, updatedFrom } = filter;
  const answers = [
    filter.statuses === null ? ticket.status !== 'deleted' : isAmong(ticket.status, filter.statuses),
    isAmong<string>(ticket.departmentId, filter.departmentIds),
    isAmong<string>(ticket.assigneeId ?? 'none', filter.assigneeIds),
    isAmong(ticket.channel, filter.channels),
    isAmong(ticket.priority, filter.priorities),
    filter.customStatusIds === null || filter.customStatusIds.includes(ticket.customStatusId ?? 'none'),
    isAmong<string>(ticket.customer.id, filter.customerIds),
    filter.tag === null || ticket.tags.map(plain).includes(plain(filter.tag)),
    createdFrom === null || ticket.createdAt >= createdFrom,
    createdTo === null || ticket.createdAt <= createdTo,
    updatedFrom === null || ticket.updatedAt >= updatedFrom,
  ];
  return answers.every(Boolean);
}

/** The whole list at once: what is asked for and may be seen, in its order. */
export function expectedList(
  tickets: readonly Ticket[],
  { filter, sort, backward }: Omit<TicketListing, 'limit' | 'after'>,
  { principal, account }: { principal: Principal; account: Account },
): string[] {
  const seen = tickets
    .filter(
      (ticket) =>
        isAskedFor(ticket, filter) &&
        decideAccess(principal, 'tickets.read', { kind: 'ticket', ticket, account }).allowed,
    )
    .sort((one, other) => (`${one[sort]}#${one.id}` < `${other[sort]}#${other.id}` ? -1 : 1))
    .map((ticket) => ticket.id);
  return backward ? seen.toReversed() : seen;
}
