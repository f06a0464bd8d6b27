import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from '#shared/domain/desk.ts';
import type { TicketId } from '#shared/domain/ids.ts';
import { continueConversation } from '#shared/domain/inbound/continue-conversation.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { type AgentRequest, changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import { meetMoments } from '#shared/domain/ticket/meet-moments.ts';
import { mergeAsAgent } from '#shared/domain/ticket/merge-as-agent.ts';
import { follow } from '#shared/domain/ticket/message-trail.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import { type PurgeDesk, purgeIfDue, removeContent } from '#shared/domain/ticket/purge-ticket.ts';
import { listConversation } from '#shared/domain/ticket/read-conversation.ts';
import { splitAsAgent } from '#shared/domain/ticket/split-as-agent.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { openPurgeStore } from '#shared/persistence/purge-store.ts';
import { aContext, aMessage, anOpening, aPrincipal, startMs } from '#test/support/builders.ts';
import { type StartedDesk, saveAll, startDesk } from './start-desk.ts';

const dayMs = 24 * 3_600_000;
const request: AgentRequest = {
  principal: aPrincipal({ role: 'owner' }),
  sourceIp: '203.0.113.9',
  ifMatch: null,
  keep: () => undefined,
};
let started: StartedDesk;
let desk: Desk & PurgeDesk;
let removed: string[];

beforeAll(async () => {
  started = await startDesk();
  const purges = openPurgeStore(started.table, { due: 4, day: 4 });
  const objects: PurgeDesk['objects'] = {
    remove: async ({ message }) => void removed.push(message.body),
  };
  desk = { ...started.desk, purges, objects };
});
afterAll(() => started.close());
beforeEach(() => {
  started.clock.moveTo(startMs);
  removed = [];
});

async function open(name: string): Promise<TicketId> {
  const content = aMessage({ body: `First of ${name}` });
  const change = openTicket(anOpening({ content, tags: [name] }), aContext(0, { ids: desk.ids }));
  await saveAll(desk, [change]);
  return change.after.id;
}

const later = () => started.clock.moveTo(started.clock.now() + 60_000);
const write = async (id: TicketId, body: string) => {
  later();
  await continueConversation(desk, id, { body, keep: () => undefined });
};
const merge = async (target: TicketId, ...sourceIds: TicketId[]) => {
  later();
  await mergeAsAgent(desk, target, { sourceIds, request });
};
async function split(id: TicketId, body: string): Promise<TicketId> {
  const ticket = (await desk.tickets.find(id)) as Ticket;
  const { items } = await listConversation(desk, ticket, { limit: 100, after: undefined });
  const messageId = items.find((message) => message.body === body)!.id;
  later();
  return (await splitAsAgent(desk, id, { messageId, request })).id;
}

const remove = (id: TicketId) =>
  changeAsAgent(desk, id, {
    request,
    decision: {
      permission: 'tickets.delete',
      decide: (ticket, context) => changeStatus(ticket, { status: 'deleted', until: null }, context),
    },
  });
const meet = async (id: TicketId, by: Desk & PurgeDesk = desk) => {
  started.clock.moveTo(started.clock.now() + 31 * dayMs);
  await purgeIfDue(by, await meetMoments(by, id));
};
const kindsLeft = async (id: TicketId) => [
  ...new Set((await started.table.queryAll({ pk: id, from: '' })).map((item) => item['type'])),
];
const bodiesOf = async (id: TicketId) => {
  const ticket = (await desk.tickets.find(id)) as Ticket;
  const { items } = await listConversation(desk, ticket, { limit: 100, after: undefined });
  return items.map(({ body }) => body);
};

describe('a purge', () => {
  it('takes what was merged along, through a chain, and leaves their timelines', async () => {
    const [a, b, c] = [await open('A'), await open('B'), await open('C')];
    await merge(b, a);
    await merge(c, b);
    await remove(c);

    await meet(c);

    for (const id of [a, b, c]) {
      expect(await desk.tickets.find(id)).toBeUndefined();
      expect(await kindsLeft(id)).not.toEqual(expect.arrayContaining(['ticket', 'message', 'tag', 'purge']));
      const { items } = await desk.tickets.listEntries(id, { limit: 99, after: undefined });
      expect(items.at(-1)?.kind).toBe('ticket.purged');
    }
    expect(removed.toSorted()).toEqual(['First of A', 'First of B', 'First of C']);
  });

  it('never comes to a merged ticket by itself', async () => {
    const [target, source] = [await open('T'), await open('S')];
    await merge(target, source);

    await meet(source);

    expect((await bodiesOf(target)).toSorted()).toEqual(['First of S', 'First of T']);
    expect(removed).toEqual([]);
  });

  it('leaves what was given to another ticket, and the way to it', async () => {
    const [target, source] = [await open('T'), await open('S')];
    await write(source, 'Second of S');
    await merge(target, source);
    const opened = await split(target, 'Second of S');
    await remove(target);

    await meet(target);

    expect(removed.toSorted()).toEqual(['First of S', 'First of T']);
    expect(await bodiesOf(opened)).toEqual(['Second of S']);
    const followed = await follow(desk, { ticketId: source, ticketVersion: 2 });
    expect(followed?.ticket.id).toBe(opened);

    await remove(opened);
    await meet(opened);
    expect(removed).toContain('Second of S');
    expect(await kindsLeft(source)).toEqual(['entry', 'trace']);
    expect(await follow(desk, { ticketId: source, ticketVersion: 2 })).toBeUndefined();
  });

  it('goes on after it was broken off anywhere, also when it is told twice at once', async () => {
    for (const breaksAt of [0, 1, 2, 3, 4]) {
      const [a, b, c] = [await open('A'), await open('B'), await open('C')];
      await merge(b, a);
      await merge(c, b);
      await remove(c);
      let calls = 0;
      const breaking = <Args extends unknown[], Result>(act: (...args: Args) => Promise<Result>) => {
        return (...args: Args): Promise<Result> => {
          calls += 1;
          return calls > breaksAt ? Promise.reject(new Error('broken off')) : act(...args);
        };
      };
      const { begin, remove: removeMessages } = desk.purges;
      const purges = { ...desk.purges, begin: breaking(begin), remove: breaking(removeMessages) };

      await meet(c, { ...desk, purges }).catch(() => undefined);
      await meet(c);
      await Promise.all([removeContent(desk, c), removeContent(desk, c), removeContent(desk, b)]);

      for (const id of [a, b, c]) {
        expect(await desk.tickets.find(id), `broken at ${breaksAt}`).toBeUndefined();
        expect((await kindsLeft(id)).toSorted()).not.toContain('message');
        expect(await kindsLeft(id)).not.toContain('purge');
      }
    }
  });
});
