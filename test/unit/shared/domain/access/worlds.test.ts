import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listWhoSees } from '#shared/domain/access/explain-access.ts';
import { countToSolve } from '#shared/domain/counting/count-to-solve.ts';
import type { DepartmentId } from '#shared/domain/ids.ts';
import { serveDepartment } from '#shared/domain/routing/serve-department.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import {
  may,
  type Settled,
  type Someone,
  settle,
  shouldBeGiven,
  shouldSee,
  worldOf,
} from './access-worlds.ts';
import { departmentCounts, deskOf, givenByButton, pathsToTickets, principalOf } from './paths-to-tickets.ts';

const runs = { numRuns: 150 };
const idsOf = (tickets: readonly Ticket[]) => tickets.map(({ id }) => id as string).sort();

/** Whatever holds, holds for each of the people of a world. */
function forEveryone(hold: (world: Settled, someone: Someone) => Promise<void>) {
  const property = fc.asyncProperty(worldOf, async (made) => {
    const world = settle(made);
    for (const someone of world.people) await hold(world, someone);
  });
  return fc.assert(property, runs);
}

function countBy(tickets: readonly Ticket[], nameOf: (ticket: Ticket) => string): Record<string, number> {
  const groups = Map.groupBy(tickets, nameOf);
  return Object.fromEntries([...groups].map(([name, all]) => [name, all.length]));
}

describe('in any world of agents, roles, scopes, tags, departments and tickets', () => {
  it.each(Object.entries(pathsToTickets))(
    'the path %s shows exactly what the specification lets one see',
    async (_, path) => {
      await forEveryone(async (world, someone) => {
        const seen = world.tickets.filter((ticket) => shouldSee(someone, ticket, world));

        expect((await path(world, someone)).toSorted()).toEqual(idsOf(seen));
      });
    },
  );

  it('a department counts exactly what one sees of it', async () => {
    await forEveryone(async (world, someone) => {
      const seen = world.tickets.filter((ticket) => shouldSee(someone, ticket, world));

      expect(await departmentCounts(world, someone)).toEqual(
        countBy(seen, ({ departmentId, status }) => `${departmentId} ${status}`),
      );
    });
  });

  it('who can see a ticket are exactly those who see it', async () => {
    const property = fc.asyncProperty(worldOf, async (made) => {
      const world = settle(made);
      const { account, people } = world;
      const desk = {
        agents: {
          findRecord: async () => undefined,
          list: async () => ({ items: people.map(({ agent }) => agent), next: undefined }),
          listMembers: async (id: DepartmentId) =>
            people.flatMap(({ members }) => members).filter(({ departmentId }) => departmentId === id),
        },
      };
      for (const ticket of world.tickets) {
        const told = await listWhoSees(desk, { ticket, account });

        const seeing = people.filter((someone) => shouldSee(someone, ticket, world));
        expect(told.map(({ agentId }) => agentId)).toEqual(seeing.map(({ agent }) => agent.id));
      }
    });
    await fc.assert(property, runs);
  });

  it('the To-solve button gives, and counts, exactly what is in scope and his to work on', async () => {
    await forEveryone(async (world, someone) => {
      const { agent } = someone;
      const his = world.tickets.filter((ticket) => shouldBeGiven(someone, ticket, world));

      const mayTake = may(agent, 'tickets.assign', world.account);
      expect((await givenByButton(world, someone)).toSorted()).toEqual(mayTake ? idsOf(his) : []);
      if (!may(agent, 'tickets.read', world.account)) return;
      const { byDepartment } = await countToSolve(await deskOf(world), principalOf(world, someone));
      expect(byDepartment).toEqual(countBy(his, ({ departmentId }) => departmentId));
    });
  });

  it('routing gives nobody what he does not see then', async () => {
    const property = fc.asyncProperty(worldOf, async (made) => {
      const tickets = made.tickets.map((ticket) => ({ ...ticket, assigneeId: null }));
      const world = settle({ ...made, tickets, isPushed: true });
      const desk = await deskOf(world);
      for (const { id } of world.account.departmentById.values()) await serveDepartment(desk, id, []);

      const given = [...desk.tickets.ticketById.values()].filter(({ assigneeId }) => assigneeId !== null);
      const isSeen = (ticket: Ticket) =>
        world.people.some(
          (someone) => someone.agent.id === ticket.assigneeId && shouldSee(someone, ticket, world),
        );
      expect(given.filter((ticket) => !isSeen(ticket))).toEqual([]);
    });
    await fc.assert(property, runs);
  });
});
