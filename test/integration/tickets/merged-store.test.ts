import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentId } from '#shared/domain/ids.ts';
import { mostTags } from '#shared/domain/ticket/edit-ticket.ts';
import { mergeTickets, mostMergedAtOnce } from '#shared/domain/ticket/merge-tickets.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import { listConversation } from '#shared/domain/ticket/read-conversation.ts';
import { receiveMessage } from '#shared/domain/ticket/receive-message.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import { openOutboundStore } from '#shared/persistence/outbound-store.ts';
import { ticketWrites } from '#shared/persistence/ticket-writes.ts';
import { aContext, aMessage, anOpening, aPresence, byCustomer } from '#test/support/builders.ts';
import { type StartedDesk, saveAll, startDesk } from './start-desk.ts';
import { Scene } from './store-subjects.ts';

const agentIds = Array.from({ length: mostMergedAtOnce }, (_, at) => `agt_${at}` as AgentId);
let started: StartedDesk;

beforeAll(async () => {
  started = await startDesk({ presences: agentIds.map((agentId) => aPresence(agentId)) });
});
afterAll(() => started.close());

const context = (minutes: number) => aContext(minutes, { ids: started.desk.ids, actor: byCustomer });

/** Tickets whose messages alternate in time; each message says whose and the how manieth it is. */
async function conversations(count: number, messages: number, body = ''): Promise<Ticket[]> {
  const tickets: Ticket[] = [];
  for (let which = 0; which < count; which++) {
    const steps: TicketChange[] = [];
    for (let position = 0; position < messages; position++) {
      const minutes = position * count + which;
      const content = aMessage({ body: `${which}.${position}${body}` });
      const before = steps.at(-1)?.after;
      const change =
        before === undefined
          ? openTicket(anOpening({ content }), context(minutes))
          : receiveMessage(
              before,
              { content, recipients: [], arrivedAt: context(minutes).at },
              context(minutes),
            );
      steps.push(change);
      expect(await started.desk.tickets.save(change)).toBe('saved');
    }
    tickets.push(steps.at(-1)!.after);
  }
  return tickets;
}

async function merged([target, ...sources]: readonly Ticket[]): Promise<Ticket> {
  const merge = mergeTickets(target!, sources, context(900));
  expect(await started.desk.tickets.save(merge.target, { others: merge.sources })).toBe('saved');
  return merge.target.after;
}

async function pagesOf(ticket: Ticket, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  let after: string | undefined;
  do {
    const page = await listConversation(started.desk, ticket, { limit, after });
    pages.push(page.items.map(({ body }) => body));
    after = page.next;
  } while (after !== undefined);
  return pages;
}

describe('a merged conversation in the table', () => {
  it('is read in order of time, over pages of any size', async () => {
    const ticket = await merged(await conversations(4, 6));
    const expected = Array.from({ length: 24 }, (_, at) => `${at % 4}.${Math.floor(at / 4)}`);

    for (const limit of [1, 5, 24, 100]) {
      const pages = await pagesOf(ticket, limit);
      expect(pages.flat()).toEqual(expected);
      expect(pages).toHaveLength(Math.ceil(24 / limit));
    }
  });

  it('goes on from a page of before the merge', async () => {
    const [target, source] = await conversations(2, 4);
    const { next } = await listConversation(started.desk, target!, { limit: 2, after: undefined });

    const ticket = await merged([target!, source!]);
    const page = await listConversation(started.desk, ticket, { limit: 9, after: next });

    expect(page.items.map(({ body }) => body)).toEqual(['1.0', '1.1', '0.2', '1.2', '0.3', '1.3']);
    expect(page.next).toBeUndefined();
  });

  it('is whole where one answer of the table, of 1 MB, is not', async () => {
    const body = ` ${'x'.repeat(28_000)}`;
    const ticket = await merged(await conversations(2, 45, body));

    const pages = await pagesOf(ticket, 100);

    expect(pages).toHaveLength(1);
    expect(pages[0]).toHaveLength(90);
    expect(pages[0]?.slice(0, 3)).toEqual([`0.0${body}`, `1.0${body}`, `0.1${body}`]);
  });

  it('holds its thread together for the next mail', async () => {
    const tickets = await conversations(2, 2);
    const outbound = openOutboundStore(started.table, 4);
    const ticket = await merged(tickets);

    const last = await outbound.findLastReceived(ticket);

    expect(last?.body).toBe('1.1');
    expect((await outbound.findLastReceived(tickets[0]!))?.body).toBe('0.1');
  });

  it('has an outline in the same order', async () => {
    const ticket = await merged(await conversations(3, 3));

    const outline = await started.desk.tickets.outline(ticket.conversation);

    expect(outline.map(({ createdAt }) => createdAt)).toEqual(
      outline.map(({ createdAt }) => createdAt).toSorted(),
    );
    expect(outline).toHaveLength(9);
    expect(Object.keys(outline[0]!)).not.toContain('body');
  });
});

it('the largest merge that the API lets through is one transaction, and frees every agent', async () => {
  const { desk } = started;
  const target = openTicket(anOpening(), context(0));
  const sources = agentIds.map((assigneeId, at) => {
    const pair = (at * 2) % mostTags;
    const opened = openTicket(anOpening({ tags: [`tag${pair}`, `tag${pair + 1}`] }), context(0));
    return { ...opened, after: { ...opened.after, assigneeId } };
  });
  await saveAll(desk, [target, ...sources]);
  const loads = async () =>
    [...(await desk.agents.getPresences(agentIds)).values()].map(({ ticketLoad }) => ticketLoad);
  expect(new Set(await loads())).toEqual(new Set([1]));

  const merge = mergeTickets(
    target.after,
    sources.map(({ after }) => after),
    context(10),
  );
  const alongside = { others: merge.sources, keep: new Scene(desk, 1).answer() };

  expect(ticketWrites(merge.target, alongside, { due: 4, day: 4 })).toHaveLength(94);
  expect(await desk.tickets.save(merge.target, alongside)).toBe('saved');
  expect(merge.target.after.tags).toHaveLength(mostTags);
  expect((await desk.tickets.find(target.after.id))?.links).toHaveLength(mostMergedAtOnce);
  expect(new Set(await loads())).toEqual(new Set([0]));
});
