import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TicketId } from '#shared/domain/ids.ts';
import { isOpenClock } from '#shared/domain/sla/clock.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { follow, mergedInto } from '#shared/domain/ticket/message-trail.ts';
import { listConversation } from '#shared/domain/ticket/read-conversation.ts';
import { isWaiting } from '#shared/domain/ticket/status.ts';
import type { Ticket, TicketLink } from '#shared/domain/ticket/ticket.ts';
import { Lives, type Step, steps } from './merged-histories.ts';

const runs = { numRuns: 150 };

async function lived(story: readonly Step[]): Promise<Lives> {
  const lives = new Lives();
  await lives.begin();
  for (const step of story) await lives.live(step);
  return lives;
}

async function readAll(lives: Lives, id: TicketId, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await listConversation(lives.desk, lives.at(id), { limit, after });
    ids.push(...page.items.map((message) => message.id));
    after = page.next;
  } while (after !== undefined);
  return ids;
}

const told = ['status', 'assigneeId', 'departmentId', 'priority', 'tags', 'customStatusId'] as const;
const linking: readonly TicketLink['kind'][] = ['mergedFrom', 'mergedInto', 'splitFrom', 'splitInto'];

/** What the timeline alone says of a ticket. An entry that does not fit on the one before throws. */
function replay(entries: readonly Entry[]): Record<string, unknown> {
  const state: Record<string, unknown> = { assigneeId: null, customStatusId: null };
  const changing = entries.filter((one) => !one.kind.startsWith('sla.'));
  for (const { before = {}, after = {} } of changing) {
    for (const name of told.filter((one) => one in before)) expect(state[name]).toEqual(before[name]);
    for (const name of told.filter((one) => one in after)) state[name] = after[name];
  }
  return { ...state, links: changing.flatMap(linksIn) };
}

function linksIn({ kind, after = {} }: Entry): unknown[] {
  if (kind === 'ticket.linked') return [after];
  return linking.flatMap((link) => [after[link] ?? []].flat().map((ticketId) => ({ kind: link, ticketId })));
}

const present = (ticket: Ticket) => ({
  ...Object.fromEntries(told.map((name) => [name, ticket[name]])),
  links: ticket.links,
});

describe('however tickets were merged and split', () => {
  it('each reads its messages and no others, in order, on pages of any size', async () => {
    const property = fc.asyncProperty(steps, fc.integer({ min: 1, max: 4 }), async (story, limit) => {
      const lives = await lived(story);

      for (const [id, messages] of lives.plain.messagesOf) {
        expect(await readAll(lives, id, limit)).toEqual(messages);
        expect(lives.at(id).messageCount).toBe(messages.length);
      }
    });
    await fc.assert(property, runs);
  });

  it('no message is lost, and none is read by two', async () => {
    const property = fc.asyncProperty(steps, async (story) => {
      const lives = await lived(story);

      const read: string[] = [];
      for (const id of lives.ids.filter((one) => mergedInto(lives.at(one)) === undefined)) {
        read.push(...(await readAll(lives, id, 100)));
      }
      expect(read.toSorted()).toEqual(lives.written.toSorted());
    });
    await fc.assert(property, runs);
  });

  it('every message, and every code, leads to the ticket that has it now', async () => {
    const property = fc.asyncProperty(steps, async (story) => {
      const lives = await lived(story);

      const ownerOf = new Map(
        [...lives.plain.messagesOf].flatMap(([id, messages]) => messages.map((one) => [one, id] as const)),
      );
      for (const { id, ticketId, ticketVersion } of lives.desk.tickets.messages) {
        const followed = await follow(lives.desk, { ticketId, ticketVersion });
        expect(followed?.ticket.id).toBe(ownerOf.get(id));
      }
      for (const ticketId of lives.ids) {
        const followed = await follow(lives.desk, { ticketId, ticketVersion: null });
        expect(followed?.ticket.id).toBe(lives.plain.ownerOf(ticketId));
      }
    });
    await fc.assert(property, runs);
  });

  it.each<{ name: string; story: Step[] }>([
    {
      name: 'was split off before its ticket was merged',
      story: [
        { act: 'customer', ticket: 0 },
        { act: 'split', ticket: 0, message: 1 },
        { act: 'merge', ticket: 1, sources: [0] },
      ],
    },
    {
      name: 'was merged, and split off from the target',
      story: [
        { act: 'merge', ticket: 0, sources: [1] },
        { act: 'split', ticket: 0, message: 1 },
        { act: 'merge', ticket: 2, sources: [0] },
      ],
    },
  ])('a message leads on that $name', async ({ story }) => {
    const lives = await lived(story);

    expect(lives.refused).toBe(0);
    for (const { id, ticketId, ticketVersion } of lives.desk.tickets.messages) {
      const followed = await follow(lives.desk, { ticketId, ticketVersion });
      expect(lives.plain.messagesOf.get(followed!.ticket.id)).toContain(id);
    }
  });

  it('the timeline of each tells its present state, and entries hold no text', async () => {
    const property = fc.asyncProperty(steps, async (story) => {
      const lives = await lived(story);

      for (const id of lives.ids) {
        const entries = lives.desk.tickets.entries.filter(({ ticketId }) => ticketId === id);
        expect(replay(entries)).toEqual(present(lives.at(id)));
        expect(JSON.stringify(entries)).not.toMatch(
          /-(name|address|of-ticket|of-customer|of-agent)"|@|\+39/i,
        );
      }
    });
    await fc.assert(property, runs);
  });

  it('loads are what a recount finds, and what was merged runs no clock and is due nevermore', async () => {
    const property = fc.asyncProperty(steps, async (story) => {
      const lives = await lived(story);

      const all = lives.ids.map((id) => lives.at(id));
      const waiting = all.filter(({ status, assigneeId }) => isWaiting(status) && assigneeId === 'agt_bob');
      expect(lives.desk.tickets.presenceById.get('agt_bob')?.ticketLoad).toBe(waiting.length);
      for (const merged of all.filter((one) => mergedInto(one) !== undefined)) {
        expect(merged).toMatchObject({ status: 'deleted', due: null });
        expect(merged.clocks.filter(isOpenClock)).toEqual([]);
      }
    });
    await fc.assert(property, runs);
  });

  it('many stories merge, split and refuse: the property is not empty', async () => {
    const stories = fc.sample(steps, { numRuns: 60, seed: 7 });

    const all = await Promise.all(stories.map(lived));

    const links = all.flatMap(({ desk }) =>
      [...desk.tickets.ticketById.values()].flatMap((one) => one.links),
    );
    for (const kind of ['mergedInto', 'splitInto']) {
      expect(links.filter((link) => link.kind === kind).length).toBeGreaterThan(20);
    }
    expect(all.reduce((sum, { refused }) => sum + refused, 0)).toBeGreaterThan(20);
  });
});
