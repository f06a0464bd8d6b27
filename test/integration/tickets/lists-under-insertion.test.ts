import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DepartmentId } from '#shared/domain/ids.ts';
import { editTicket } from '#shared/domain/ticket/edit-ticket.ts';
import { listTickets } from '#shared/domain/ticket/list-tickets.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { anyTicket } from '#shared/domain/ticket/ticket-filter.ts';
import { aContext, aDepartment, anAccount, anOpening, aPrincipal } from '#test/support/builders.ts';
import { type StartedDesk, saveAll, startDesk } from './start-desk.ts';

const departmentIds: readonly DepartmentId[] = ['dep_default', 'dep_sales', 'dep_law'];
const account = anAccount({ departments: departmentIds.map((id) => aDepartment(id)) });
const member = aPrincipal({ departmentRoles: new Map(departmentIds.map((id) => [id, 'solver'])) });
let started: StartedDesk;
let old: Ticket[];

/** Tickets one after another, over all departments. */
async function open(count: number, minute: number): Promise<Ticket[]> {
  const changes = Array.from({ length: count }, (_, position) =>
    openTicket(
      anOpening({ departmentId: departmentIds[position % 3]! }),
      aContext(minute + position / 1_000, { account, ids: started.desk.ids }),
    ),
  );
  await saveAll(started.desk, changes);
  return changes.map(({ after }) => after);
}

beforeAll(async () => {
  started = await startDesk({ account });
  old = await open(350, 0);
});
afterAll(() => started.close());

describe('listTickets while others write', () => {
  it.each([
    ['oldest', false],
    ['newest', true],
  ])(
    'gives every ticket that was there once, %s first, by one query a page and department',
    async (_, backward) => {
      const seen: string[] = [];
      let queries = 0;
      const index = {
        ...started.desk.index,
        list: (...asked: Parameters<StartedDesk['desk']['index']['list']>) => {
          queries += 1;
          return started.desk.index.list(...asked);
        },
      };
      let after: string | undefined;
      for (let pages = 1; pages === 1 || after !== undefined; pages++) {
        const listing = { filter: anyTicket, sort: 'createdAt' as const, backward, limit: 100, after };
        const touched = old
          .splice(0, 5)
          .map(
            (one) =>
              editTicket(one, { subject: `Page ${pages}` }, aContext(1, { account, ids: started.desk.ids }))!,
          );
        const [page] = await Promise.all([
          listTickets({ ...started.desk, index }, member, listing),
          open(12, 10 + pages),
          saveAll(started.desk, touched),
        ]);
        old.push(...touched.map((change) => change.after));
        seen.push(...page.items.map(({ id }) => id));
        after = page.next;
        // One for each department, and one for what is assigned to him elsewhere.
        expect(queries).toBe(pages * (departmentIds.length + 1));
        if (pages > 20) break;
      }

      const before = new Set(old.map(({ id }) => id as string));
      expect(seen.filter((id) => before.has(id)).toSorted()).toEqual([...before].toSorted());
      expect(new Set(seen).size).toBe(seen.length);
    },
  );
});
