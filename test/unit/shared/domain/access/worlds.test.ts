import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorise } from '#shared/domain/access/authorise.ts';
import { explainAccess, listWhoSees, ownPrincipal } from '#shared/domain/access/explain-access.ts';
import type { DepartmentId } from '#shared/domain/ids.ts';
import { claimNext } from '#shared/domain/ticket/claim-next.ts';
import { listTickets } from '#shared/domain/ticket/list-tickets.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { TicketFilter } from '#shared/domain/ticket/ticket-filter.ts';
import { aPresence } from '#test/support/builders.ts';
import { aMemoryDesk } from '#test/support/memory-desk.ts';
import { everything } from '../ticket/ticket-worlds.ts';
import {
  customerIds,
  type Settled,
  type Someone,
  settle,
  shouldBeGiven,
  shouldSee,
  worldOf,
} from './access-worlds.ts';

function deskOf({ account, people, tickets }: Settled) {
  const members = people.flatMap((someone) => someone.members);
  const desk = aMemoryDesk({ account, members, presences: people.map(({ agent }) => aPresence(agent.id)) });
  for (const ticket of tickets) desk.tickets.ticketById.set(ticket.id, ticket);
  return desk;
}

async function listed(world: Settled, someone: Someone, filter: TicketFilter): Promise<string[]> {
  const principal = ownPrincipal(someone.agent, someone.members, world.account);
  // The edge asks for the permission before the list is.
  if (!principal.permissions.has('tickets.read')) return [];
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const listing = { filter, sort: 'createdAt', backward: true, limit: 3, after } as const;
    const page = await listTickets(deskOf(world), principal, listing);
    ids.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  return ids.sort();
}

const isRead = (world: Settled, someone: Someone, ticket: Ticket): boolean => {
  const principal = ownPrincipal(someone.agent, someone.members, world.account);
  try {
    authorise(principal, 'tickets.read', { kind: 'ticket', ticket, account: world.account });
    return true;
  } catch {
    return false;
  }
};

const runs = { numRuns: 150 };
const idsOf = (tickets: readonly Ticket[]) => tickets.map(({ id }) => id as string).sort();

describe('in any world of agents, roles, scopes, tags, departments and tickets', () => {
  it('get, list, customer’s tickets and the explanation agree with each other and with the specification', async () => {
    const property = fc.asyncProperty(worldOf, async (made) => {
      const world = settle(made);
      for (const someone of world.people) {
        const seen = world.tickets.filter((ticket) => shouldSee(someone, ticket, world));
        const explained = world.tickets.filter(
          (ticket) => explainAccess(someone.agent, someone.members, { ...world, ticket }).allowed,
        );
        const byCustomer = await Promise.all(
          customerIds.map((customerId) => listed(world, someone, { ...everything, customerId })),
        );

        expect(idsOf(world.tickets.filter((ticket) => isRead(world, someone, ticket)))).toEqual(idsOf(seen));
        expect(idsOf(explained)).toEqual(idsOf(seen));
        expect(await listed(world, someone, everything)).toEqual(idsOf(seen));
        expect(byCustomer.flat().sort()).toEqual(idsOf(seen));
      }
    });
    await fc.assert(property, runs);
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

  it('the To-solve button gives exactly what is in scope and his to work on', async () => {
    const property = fc.asyncProperty(worldOf, async (made) => {
      const world = settle(made);
      for (const someone of world.people) {
        const principal = ownPrincipal(someone.agent, someone.members, world.account);
        const desk = deskOf(world);
        const given: string[] = [];
        let ticket = await claimNext(desk, { principal, keep: () => undefined });
        while (ticket !== null) {
          given.push(ticket.id);
          ticket = await claimNext(desk, { principal, keep: () => undefined });
        }

        expect(given.sort()).toEqual(
          idsOf(world.tickets.filter((each) => shouldBeGiven(someone, each, world))),
        );
      }
    });
    await fc.assert(property, runs);
  });
});
