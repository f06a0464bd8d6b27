import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TicketId } from '#shared/domain/ids.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { mergedInto } from '#shared/domain/ticket/message-trail.ts';
import { isWaiting } from '#shared/domain/ticket/status.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { clearRefusals, RacingDesk, racers } from './racing-desk.ts';

let desk: RacingDesk;
beforeAll(async () => {
  desk = await RacingDesk.start();
});
afterAll(() => desk.started.close());

const told = ['status', 'departmentId', 'assigneeId'] as const;

function replay(entries: readonly Entry[]): Record<string, unknown> {
  const state: Record<string, unknown> = { assigneeId: null };
  for (const { before = {}, after = {} } of entries) {
    for (const name of told.filter((one) => one in before)) expect(state[name]).toEqual(before[name]);
    for (const name of told.filter((one) => one in after)) state[name] = after[name];
  }
  return state;
}

/** Versions without a gap, and a present state that the timeline tells. */
async function expectWhole(id: TicketId): Promise<void> {
  const { version, status, departmentId, assigneeId } = await desk.now(id);
  const { items } = await desk.started.desk.tickets.listEntries(id, { limit: 500, after: undefined });
  expect(new Set(items.map(({ ticketVersion }) => ticketVersion)).size).toBe(version);
  expect(replay(items)).toMatchObject({ status, departmentId, assigneeId });
}

async function expectLoads(): Promise<void> {
  const all = (await desk.started.readAll())
    .filter((item) => item['type'] === 'ticket')
    .map((item) => item['data'] as Ticket);
  for (const [agentId, { ticketLoad }] of await desk.started.desk.agents.getPresences(racers)) {
    const his = all.filter((ticket) => ticket.assigneeId === agentId && isWaiting(ticket.status));
    expect(ticketLoad, agentId).toBe(his.length);
  }
}

function expectClear(outcomes: readonly (Refusal | null)[]): void {
  for (const refusal of outcomes) if (refusal !== null) expect(clearRefusals).toContain(refusal.code);
}

const won = (outcomes: readonly (Refusal | null)[]) => outcomes.filter((refusal) => refusal === null).length;
const ifWon = (outcome: Refusal | null | undefined, body: string) => (outcome === null ? [body] : []);

const rounds = Array.from({ length: 12 }, (_, round) => round);
const first = 'Body-of-customer';

describe('two agents and a customer at the same tickets at once', () => {
  it('reply, transfer, assign, write and merge: nothing is lost, and every loser is told', async () => {
    let lost = 0;
    for (const round of rounds) {
      const [target, source] = await desk.open(2);
      const [into, from] = [target!.id, source!.id];

      const outcomes = await desk.race([
        () => desk.reply(from, `Late ${round}`),
        () => desk.reply(into, `Reply ${round}`),
        () => desk.transfer(from, 'dep_sales'),
        () => desk.transfer(into, 'dep_sales'),
        () => desk.assign(from),
        () => desk.write(from, `Question ${round}`),
        () => desk.write(into, `Message ${round}`),
        () => desk.merge(into, [from]),
      ]);

      expect(outcomes.at(-1), 'the merge').toBeNull();
      expectClear(outcomes);
      lost += outcomes.length - won(outcomes);
      const written = [`Reply ${round}`, `Question ${round}`, `Message ${round}`];
      const all = [first, first, ...written, ...ifWon(outcomes[0], `Late ${round}`)];
      expect((await desk.bodiesOf(into)).toSorted()).toEqual(all.toSorted());
      expect(mergedInto(await desk.now(from))).toBe(into);
      await expectWhole(into);
      await expectWhole(from);
    }
    await expectLoads();
    expect(lost, 'some came too late').toBeGreaterThan(0);
  });

  it('who named the version that he saw: one wins, the others are told 412 or 409', async () => {
    for (const _ of rounds) {
      const [target, source] = await desk.open(2);
      const { id, version } = target!;

      const outcomes = await desk.race([
        () => desk.reply(id, 'Mine', version),
        () => desk.transfer(id, 'dep_sales', version),
        () => desk.merge(id, [source!.id], version),
      ]);

      expect(won(outcomes)).toBe(1);
      expectClear(outcomes);
      expect((await desk.now(id)).version).toBe(version + 1);
    }
  });

  it('each into the other, and one into two: once, and no circle', async () => {
    for (const _ of rounds) {
      const ids = (await desk.open(3)).map(({ id }) => id);
      const [one, other, third] = ids as [TicketId, TicketId, TicketId];

      const outcomes = await desk.race([
        () => desk.merge(one, [other]),
        () => desk.merge(other, [one]),
        () => desk.merge(third, [one]),
      ]);

      expectClear(outcomes);
      const after = await Promise.all(ids.map((id) => desk.now(id)));
      const left = after.filter((ticket) => mergedInto(ticket) === undefined);
      expect(ids.length - left.length).toBe(won(outcomes));
      const read = await Promise.all(left.map(({ id }) => desk.bodiesOf(id)));
      expect(read.flat()).toHaveLength(3);
    }
  });

  it('split, write, reply and merge: every message is read by one ticket', async () => {
    for (const round of rounds) {
      const [target, source] = await desk.open(2);
      const [into, from] = [target!.id, source!.id];
      await desk.write(from, `Second ${round}`);
      const page = { limit: 9, after: undefined };
      const [, second] = (await desk.started.desk.tickets.listMessages(from, page)).items;

      const outcomes = await desk.race([
        () => desk.reply(from, `Reply ${round}`),
        () => desk.write(from, `Third ${round}`),
        () => desk.split(from, second!.id),
        () => desk.merge(into, [from]),
      ]);

      expectClear(outcomes);
      const { links } = await desk.now(from);
      const opened = links.flatMap(({ kind, ticketId }) => (kind === 'splitInto' ? [ticketId] : []));
      const read = (await Promise.all([into, ...opened].map((id) => desk.bodiesOf(id)))).flat();
      const written = [`Second ${round}`, `Third ${round}`, ...ifWon(outcomes[0], `Reply ${round}`)];
      expect(read.toSorted()).toEqual([first, first, ...written].toSorted());
    }
  });
});
