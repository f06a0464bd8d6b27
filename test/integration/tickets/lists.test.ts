import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DepartmentId } from '#shared/domain/ids.ts';
import { editTicket } from '#shared/domain/ticket/edit-ticket.ts';
import { listTickets, type TicketListing } from '#shared/domain/ticket/list-tickets.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import { priorities, type Ticket } from '#shared/domain/ticket/ticket.ts';
import { anyTicket } from '#shared/domain/ticket/ticket-filter.ts';
import {
  aContext,
  aDepartment,
  anAccount,
  anOpening,
  aPresence,
  aPrincipal,
} from '#test/support/builders.ts';
import { expectedList } from '#test/unit/shared/domain/ticket/ticket-worlds.ts';
import { type StartedDesk, saveAll, startDesk } from './start-desk.ts';

const departmentIds: readonly DepartmentId[] = ['dep_default', 'dep_sales', 'dep_law'];
const account = anAccount({ departments: departmentIds.map((id) => aDepartment(id)) });
const spellings = [['vip'], ['VIP'], ['vip', 'VIP', 'Vip'], ['città', 'vip'], ['citta'], []];
let started: StartedDesk;
const tickets: Ticket[] = [];

/** Sixty tickets, five to a minute, over departments, priorities, spellings of tags and customers. */
beforeAll(async () => {
  started = await startDesk({ account, presences: [aPresence('agt_ada')] });
  const changes = Array.from({ length: 60 }, (_, position) =>
    openTicket(
      anOpening({
        departmentId: departmentIds[position % 3]!,
        priority: priorities[position % 4]!,
        tags: spellings[position % 6]!,
        customer: { id: `cus_${position % 2}`, name: null, email: null, phone: null },
      }),
      aContext(Math.floor(position / 5), { account, ids: started.desk.ids }),
    ),
  );
  await saveAll(started.desk, changes);
  tickets.push(...changes.map((change) => change.after));
});
afterAll(() => started.close());

const owner = aPrincipal({ role: 'owner' });
const member = aPrincipal({ departmentRoles: new Map([['dep_sales', 'solver']]) });

async function readAll(principal: typeof owner, listing: Omit<TicketListing, 'after'>): Promise<Ticket[]> {
  const items: Ticket[] = [];
  let after: string | undefined;
  do {
    const page = await listTickets(started.desk, principal, { ...listing, after });
    expect(page.items.length).toBeLessThanOrEqual(listing.limit);
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}

const asked: [string, Partial<TicketListing>][] = [
  ['everything', {}],
  ['everything, newest first', { backward: true }],
  ['everything, by change', { sort: 'updatedAt', backward: true }],
  ['a status', { filter: { ...anyTicket, statuses: ['new'] } }],
  ['a department', { filter: { ...anyTicket, departmentIds: ['dep_sales'] }, backward: true }],
  ['a customer', { filter: { ...anyTicket, customerIds: ['cus_1'] } }],
  ['nobody’s', { filter: { ...anyTicket, assigneeIds: ['none'] } }],
  ['a priority', { filter: { ...anyTicket, priorities: ['urgent', 'low'] } }],
  ['a tag', { filter: { ...anyTicket, tag: 'Vip' } }],
  ['a tag, newest first', { filter: { ...anyTicket, tag: 'vip' }, backward: true }],
  ['a tag by change', { filter: { ...anyTicket, tag: 'vip' }, sort: 'updatedAt' }],
  ['a tag with an accent', { filter: { ...anyTicket, tag: 'CITTÀ' } }],
];

const readers = [
  { principal: owner, limit: 7 },
  { principal: member, limit: 3 },
];

describe('listTickets over the real indexes', () => {
  it.each(asked)(
    'gives %s to an owner and to a member of one department, page by page',
    async (_, changes) => {
      const listing = { filter: anyTicket, sort: 'createdAt' as const, backward: false, ...changes };

      for (const { principal, limit } of readers) {
        const seen = await readAll(principal, { ...listing, limit });

        const expected = expectedList(tickets, listing, { principal, account });
        expect(seen.map((ticket) => ticket.id)).toEqual(expected);
        expect(expected.length).toBeGreaterThan(0);
      }
    },
  );

  it('finds a ticket by the tags that it has now', async () => {
    const [ticket] = tickets.filter((one) => one.tags.includes('Vip'));
    const byTag = (tag: string) =>
      readAll(owner, { filter: { ...anyTicket, tag }, sort: 'createdAt', backward: false, limit: 25 });
    const context = aContext(90, { account, ids: started.desk.ids });
    const holds = async (tag: string) => (await byTag(tag)).some((one) => one.id === ticket!.id);

    const fewer = editTicket(ticket!, { tags: ['Vip', 'new'] }, context)!;
    await started.desk.tickets.save(fewer);
    expect([await holds('vip'), await holds('NEW')]).toEqual([true, true]);

    await started.desk.tickets.save(editTicket(fewer.after, { tags: ['other'] }, context)!);
    expect([await holds('vip'), await holds('new'), await holds('other')]).toEqual([false, false, true]);
  });
});
