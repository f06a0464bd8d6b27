import { authorise } from '#shared/domain/access/authorise.ts';
import { explainAccess, ownPrincipal } from '#shared/domain/access/explain-access.ts';
import { linkForAgent } from '#shared/domain/attachment/find-file.ts';
import { countDepartment } from '#shared/domain/counting/count-department.ts';
import { toCounted } from '#shared/domain/counting/ticket-counts.ts';
import type { AttachmentId, TicketId } from '#shared/domain/ids.ts';
import { parseQuery } from '#shared/domain/search/query.ts';
import { searchTickets } from '#shared/domain/search/search-tickets.ts';
import { openTicketSearch } from '#shared/domain/search/ticket-search.ts';
import { claimNext } from '#shared/domain/ticket/claim-next.ts';
import { listTickets } from '#shared/domain/ticket/list-tickets.ts';
import type { Message } from '#shared/domain/ticket/message.ts';
import { ticketStatuses } from '#shared/domain/ticket/status.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { anyTicket, type TicketFilter } from '#shared/domain/ticket/ticket-filter.ts';
import { findVisibleLinks } from '#shared/domain/ticket/visible-links.ts';
import { anAgent, aPresence } from '#test/support/builders.ts';
import { MemoryCounters } from '#test/support/memory-counters.ts';
import { aMemoryDesk } from '#test/support/memory-desk.ts';
import { MemoryWords } from '#test/support/memory-words.ts';
import { customerIds, type Settled, type Someone } from './access-worlds.ts';

type Principal = ReturnType<typeof ownPrincipal>;

export const principalOf = ({ account }: Settled, { agent, members }: Someone): Principal =>
  ownPrincipal(agent, members, account);

const fileOf = (id: TicketId) => id.replace('tkt_', 'att_') as AttachmentId;
const ticketOf = (id: AttachmentId) => id.replace('att_', 'tkt_') as TicketId;

/** The world's stores, with counters that followed and a file at each ticket. */
export async function deskOf({ account, people, tickets }: Settled) {
  const members = people.flatMap((someone) => someone.members);
  const agents = people.map(({ agent }) => anAgent(agent.id, agent));
  const presences = agents.map(({ id }) => aPresence(id));
  const desk = aMemoryDesk({ account, members, agents, presences });
  const counters = new MemoryCounters();
  await counters.count(tickets.map(toCounted));
  for (const ticket of tickets) desk.tickets.ticketById.set(ticket.id, ticket);
  desk.tickets.findMessage = async (id) => {
    const attachment = { id: fileOf(id), name: 'a.txt', type: 'text/plain', state: 'stored' };
    return { type: 'message', attachments: [attachment] } as unknown as Message;
  };
  const uploads = { findPlace: async (id: AttachmentId) => ({ ticketId: ticketOf(id), ticketVersion: 1 }) };
  return { ...desk, counters, uploads, vault: { linkForDownload: async (id: AttachmentId) => id } };
}

async function listed(world: Settled, principal: Principal, filter: TicketFilter): Promise<string[]> {
  // The edge asks for the permission before the list is.
  if (!principal.permissions.has('tickets.read')) return [];
  const desk = await deskOf(world);
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const listing = { filter, sort: 'createdAt', backward: true, limit: 3, after } as const;
    const page = await listTickets(desk, principal, listing);
    ids.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  return ids;
}

async function among(world: Settled, isShown: (ticket: Ticket) => Promise<unknown>): Promise<string[]> {
  const shown: string[] = [];
  for (const ticket of world.tickets) {
    await isShown(ticket).then(
      (told) => told !== false && shown.push(ticket.id),
      () => undefined,
    );
  }
  return shown;
}

type Path = (world: Settled, someone: Someone) => Promise<string[]>;

/** Every way on which an agent meets tickets, and which of them it shows him. A new one joins here. */
export const pathsToTickets: Readonly<Record<string, Path>> = {
  get: (world, someone) =>
    among(world, async (ticket) =>
      authorise(principalOf(world, someone), 'tickets.read', {
        kind: 'ticket',
        ticket,
        account: world.account,
      }),
    ),
  list: (world, someone) => listed(world, principalOf(world, someone), anyTicket),
  'list of a customer': async (world, someone) => {
    const principal = principalOf(world, someone);
    const lists = customerIds.map((id) => listed(world, principal, { ...anyTicket, customerIds: [id] }));
    return (await Promise.all(lists)).flat();
  },
  'list by status': async (world, someone) => {
    const principal = principalOf(world, someone);
    const lists = ticketStatuses.map((status) =>
      listed(world, principal, { ...anyTicket, statuses: [status] }),
    );
    return (await Promise.all(lists)).flat();
  },
  search: async (world, someone) => {
    const principal = principalOf(world, someone);
    // The edge asks for the permission before the search is.
    if (!principal.permissions.has('tickets.read')) return [];
    const desk = { ...(await deskOf(world)), search: openTicketSearch(MemoryWords.of(world.tickets)) };
    const sought = { filter: anyTicket, backward: true, limit: 100, after: undefined } as const;
    const { items } = await searchTickets(desk, principal, { ...sought, query: parseQuery('subject') });
    return items.map(({ id }) => id);
  },
  'links of other tickets': async (world, someone) => {
    const principal = principalOf(world, someone);
    const links = world.tickets.map(({ id }) => ({ kind: 'follows', ticketId: id }) as const);
    const naming = { ...(world.tickets[0] as Ticket), links };
    const reader = { principal, account: world.account };
    return [...(await findVisibleLinks(await deskOf(world), reader, [naming]))];
  },
  attachments: async (world, someone) => {
    const desk = await deskOf(world);
    return among(world, ({ id }) => linkForAgent(desk, principalOf(world, someone), fileOf(id)));
  },
  explanation: (world, { agent, members }) =>
    among(world, async (ticket) => explainAccess(agent, members, { ...world, ticket }).allowed),
};

/** How many tickets a department shows him in each status; the edge asks for the permission. */
export async function departmentCounts(world: Settled, someone: Someone): Promise<Record<string, number>> {
  const principal = principalOf(world, someone);
  if (!principal.permissions.has('tickets.read')) return {};
  const desk = await deskOf(world);
  const counts: Record<string, number> = {};
  for (const { id } of world.account.departmentById.values()) {
    const { atLeast: _, ...byStatus } = await countDepartment(desk, principal, id);
    for (const [status, count] of Object.entries(byStatus)) {
      if (count !== 0) counts[`${id} ${status}`] = count;
    }
  }
  return counts;
}

/** What the To-solve button gives him, one after the other. */
export async function givenByButton(world: Settled, someone: Someone): Promise<string[]> {
  const desk = await deskOf(world);
  const claim = { principal: principalOf(world, someone), keep: () => undefined };
  const given: string[] = [];
  for (let ticket = await claimNext(desk, claim); ticket !== null; ticket = await claimNext(desk, claim)) {
    given.push(ticket.id);
  }
  return given;
}
