import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownPrincipal } from '#shared/domain/access/explain-access.ts';
import type { MessageId, TicketId } from '#shared/domain/ids.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { toEntryView } from '#shared/domain/ticket/entry-view.ts';
import { mergeAsAgent } from '#shared/domain/ticket/merge-as-agent.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import { receiveMessage } from '#shared/domain/ticket/receive-message.ts';
import { splitAsAgent } from '#shared/domain/ticket/split-as-agent.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { viewFor } from '#shared/domain/ticket/view-for.ts';
import { findVisibleNamed } from '#shared/domain/ticket/visible-links.ts';
import { aContext, aMessage, anOpening, aPresence, aPrincipal, byCustomer } from '#test/support/builders.ts';
import { aMemoryDesk, type MemoryDesk } from '#test/support/memory-desk.ts';
import { anArrival } from '../ticket/tickets-in-status.ts';
import { answerToMerging, type Settled, type Someone, settle, shouldSee, worldOf } from './access-worlds.ts';

/** Each ticket has two messages. */
async function deskOf({ account, people, tickets }: Settled): Promise<MemoryDesk> {
  const presences = people.map(({ agent }) => aPresence(agent.id, { ticketLoad: 10 }));
  const desk = aMemoryDesk({ account, presences });
  for (const ticket of tickets) {
    const context = aContext(0, { account, ids: desk.ids, actor: byCustomer });
    const [first] = openTicket(anOpening(), context).messages;
    desk.tickets.messages.push({ ...first!, ticketId: ticket.id });
    const second = receiveMessage(ticket, anArrival(1, aMessage()), { ...context, at: ticket.updatedAt });
    desk.tickets.messages.push(...second.messages);
    desk.tickets.ticketById.set(ticket.id, { ...ticket, version: 2 });
  }
  return desk;
}

const request = (principal: ReturnType<typeof aPrincipal>) => ({
  principal,
  sourceIp: '203.0.113.9',
  ifMatch: null,
  keep: () => undefined,
});

async function refusalOf(act: Promise<unknown>): Promise<string | null> {
  try {
    await act;
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const runs = { numRuns: 100 };
const withIds = fc.tuple(worldOf, fc.nat(), fc.array(fc.nat(), { minLength: 1, maxLength: 3 }));

/** A target and its sources, each once. */
function chosen({ tickets }: Settled, target: number, sources: readonly number[]): Ticket[] {
  return [...new Set([target, ...sources].map((number) => tickets[number % tickets.length]!))];
}

const openedIn = ({ tickets }: MemoryDesk): Ticket =>
  [...tickets.ticketById.values()].find(({ links }) => links[0]?.kind === 'splitFrom')!;

function expectSeenAlike(world: Settled, ticket: Ticket, opened: Ticket): void {
  for (const someone of world.people) {
    expect(shouldSee(someone, opened, world)).toBe(shouldSee(someone, ticket, world));
  }
}

/** What somebody is told of each ticket that he sees names none that he does not see, and links to all others. */
async function expectNoneNamed(desk: MemoryDesk, world: Settled, someone: Someone): Promise<void> {
  const { account } = world;
  const principal = ownPrincipal(someone.agent, someone.members, account);
  const all = [...desk.tickets.ticketById.values()];
  const seen = all.filter((one) => shouldSee(someone, one, world));
  const hidden = all.filter((one) => !seen.includes(one));
  for (const ticket of seen) {
    const entries = desk.tickets.entries.filter(({ ticketId }) => ticketId === ticket.id);
    const visible = await findVisibleNamed(desk, { principal, account }, entries);
    const shown = await viewFor(desk, principal, ticket);
    const told = JSON.stringify([shown, entries.map((entry) => toEntryView(entry, visible))]);

    const linked = ticket.links.filter(({ ticketId }) => seen.some(({ id }) => id === ticketId));
    expect(shown.links).toEqual(linked);
    expect(hidden.filter(({ id }) => told.includes(`"${id}"`))).toEqual([]);
  }
}

describe('in any world of agents, roles, scopes, tags, departments and tickets', () => {
  it('merging is answered as the specification says, and changes nothing unless it is allowed', async () => {
    const property = fc.asyncProperty(withIds, async ([made, target, sources]) => {
      const world = settle(made);
      const tickets = chosen(world, target, sources);
      fc.pre(tickets.length > 1);
      for (const someone of world.people) {
        const desk = await deskOf(world);
        const before = structuredClone(desk.tickets.ticketById);
        const principal = ownPrincipal(someone.agent, someone.members, world.account);
        const [into, ...sourceIds] = tickets.map(({ id }) => id) as [TicketId, ...TicketId[]];

        const code = await refusalOf(mergeAsAgent(desk, into, { sourceIds, request: request(principal) }));

        expect(code).toBe(answerToMerging(someone, tickets, world));
        if (code !== null) expect(desk.tickets.ticketById).toEqual(before);
      }
    });
    await fc.assert(property, runs);
  });

  it('so is splitting, and whoever sees the old ticket sees the new one', async () => {
    const property = fc.asyncProperty(worldOf, fc.nat(), async (made, number) => {
      const world = settle(made);
      const [ticket] = chosen(world, number, []);
      for (const someone of world.people) {
        const desk = await deskOf(world);
        const principal = ownPrincipal(someone.agent, someone.members, world.account);
        const messageId = desk.tickets.messages.findLast(({ ticketId }) => ticketId === ticket!.id)
          ?.id as MessageId;
        const asked = { messageId, request: request(principal) };

        const code = await refusalOf(splitAsAgent(desk, ticket!.id, asked));

        expect(code).toBe(answerToMerging(someone, [ticket!], world));
        if (code === null) expectSeenAlike(world, ticket!, openedIn(desk));
      }
    });
    await fc.assert(property, runs);
  });

  it('no view and no timeline names a ticket that its reader does not see', async () => {
    const property = fc.asyncProperty(withIds, async ([made, target, sources]) => {
      const world = settle(made);
      const tickets = chosen(world, target, sources);
      fc.pre(tickets.length > 1);
      const desk = await deskOf(world);
      const [into, ...sourceIds] = tickets.map(({ id }) => id) as [TicketId, ...TicketId[]];
      await mergeAsAgent(desk, into, { sourceIds, request: request(aPrincipal({ role: 'owner' })) });

      for (const someone of world.people) await expectNoneNamed(desk, world, someone);
    });
    await fc.assert(property, runs);
  });
});
