import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { afterFailure, closedBreaker } from '#shared/domain/webhook/breaker.ts';
import { type Delivery, newDelivery, replayed, withEnd } from '#shared/domain/webhook/delivery.ts';
import type { BreakerStore, DeliveryStore } from '#shared/domain/webhook/delivery-store.ts';
import { listDeliveries } from '#shared/domain/webhook/list-deliveries.ts';
import { openBreakerStore, openDeliveryStore } from '#shared/persistence/delivery-store.ts';
import { openDueStore } from '#shared/persistence/due-store.ts';
import { openRuleStore } from '#shared/persistence/rule-store.ts';
import { atMinute } from '#test/support/builders.ts';
import { MemoryBreakers, MemoryDeliveries } from '#test/support/memory-deliveries.ts';
import { startTable, type TestTable } from '#test/support/table.ts';

let table: TestTable;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.close());

const shards = 4;
const stores: Record<string, () => { deliveries: DeliveryStore; breakers: BreakerStore }> = {
  'in memory': () => ({ deliveries: new MemoryDeliveries(), breakers: new MemoryBreakers() }),
  'in the table': () => ({
    deliveries: openDeliveryStore(table.table, shards),
    breakers: openBreakerStore(table.table, table.clock.now),
  }),
};

const aDelivery = (number: number, subscriptionId: `whs_${string}` = 'whs_1'): Delivery => {
  const at = atMinute(number);
  const event = {
    id: `ent_${number}`,
    type: number % 2 ? 'ticket.created' : 'ticket.tagged',
    at,
    ticketId: null,
  };
  return newDelivery(event, { to: { subscriptionId }, payload: '{}', at });
};

describe.each(Object.entries(stores))('deliveries %s', (_, open) => {
  it('are added once, and saved over the version before alone', async () => {
    const { deliveries } = open();
    const delivery = aDelivery(1, 'whs_once');
    const ended = withEnd(delivery, { state: 'failed', reason: 'answered 500' }, atMinute(2));

    expect(await deliveries.add(delivery)).toBe('added');
    expect(await deliveries.add(delivery)).toBe('exists');
    expect(await deliveries.save(ended)).toBe('saved');
    expect(await deliveries.save(ended)).toBe('changed-meanwhile');
    expect(await deliveries.save(replayed(ended, 'job_1', atMinute(3)))).toBe('saved');

    expect(await deliveries.find('whs_once', delivery.id)).toMatchObject({
      version: 3,
      state: 'waiting',
      replays: 1,
    });
    expect(await deliveries.find('whs_once', 'dlv_0')).toBeUndefined();
  });

  it('are listed by their events, the newest first, each once over all pages', async () => {
    const { deliveries } = open();
    for (const number of [5, 1, 4, 2, 3, 7, 6]) await deliveries.add(aDelivery(number, 'whs_listed'));
    await deliveries.add(aDelivery(9, 'whs_other'));

    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await deliveries.list('whs_listed', { limit: 2, after });
      seen.push(...page.items.map(({ eventId }) => eventId));
      after = page.next;
    } while (after !== undefined);

    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((number) => `ent_${number}`));
  });

  it('are found by state and event', async () => {
    const { deliveries } = open();
    for (const number of [1, 2, 3, 4]) await deliveries.add(aDelivery(number, 'whs_asked'));
    await deliveries.save(withEnd(aDelivery(3, 'whs_asked'), { state: 'failed', reason: 'R' }, atMinute(5)));
    const asked = async (filter: Parameters<typeof listDeliveries>[1]['filter']) => {
      const page = { limit: 10, after: undefined };
      const { items } = await listDeliveries(deliveries, { ownerId: 'whs_asked', filter }, page);
      return items.map(({ eventId }) => eventId);
    };

    expect(await asked({ states: ['failed'], events: null })).toEqual(['ent_3']);
    expect(await asked({ states: null, events: ['ticket.created'] })).toEqual(['ent_3', 'ent_1']);
    expect(await asked({ states: ['waiting'], events: ['ticket.created'] })).toEqual(['ent_1']);
  });

  it('have a breaker that one of two saves at a time', async () => {
    const { breakers } = open();
    const first = afterFailure(closedBreaker(atMinute(0)), { at: atMinute(1), wasProbe: false });

    const broken = { ownerId: 'whs_broken', url: null } as const;
    const ofRule = { ownerId: 'rul_broken', url: 'https://one.example.com/' } as const;

    const both = await Promise.all([breakers.save(broken, first), breakers.save(broken, first)]);

    expect(both.toSorted()).toEqual([false, true]);
    const others = [{ ownerId: 'whs_none', url: null }, ofRule] as const;
    expect(await breakers.findMany([...others, broken])).toEqual([undefined, undefined, first]);
    const next = afterFailure(first, { at: atMinute(2), wasProbe: false });
    expect(await breakers.save(broken, next)).toBe(true);
    expect(await breakers.save(ofRule, first)).toBe(true);
    const elsewhere = { ...ofRule, url: 'https://two.example.com/' };
    expect(await breakers.findMany([elsewhere, ofRule])).toEqual([undefined, first]);
  });
});

describe('a delivery in the table', () => {
  it('of a rule is added with what the rule did for the event, once', async () => {
    const at = atMinute(1);
    const event = { id: 'ent_ruled', type: 'agent.presenceChanged', at, ticketId: null };
    const url = 'https://hooks.example.com/';
    const to = { ruleId: 'rul_ruled', ruleKind: 'rule', position: 0, url, method: 'POST' } as const;
    const delivery = newDelivery(event, { to, payload: '{}', at });
    const rules = openRuleStore(table.table, { put: async () => undefined, get: async () => '' }, shards);
    const deliveries = openDeliveryStore(table.table, shards);
    const mark = { eventId: event.id, ruleIds: [to.ruleId], at };
    const save = (told: Delivery, marked: typeof mark | null) =>
      rules.save({ mark: marked, done: null, errands: [], deliveries: [told] }, []);

    expect(await save(delivery, mark)).toBe('saved');
    await deliveries.save(withEnd(delivery, { state: 'delivered', reason: null }, at));
    expect(await save(delivery, mark)).toBe('done-already');
    expect(await save(delivery, null)).toBe('done-already');

    const { items } = await deliveries.list('rul_ruled', { limit: 5, after: undefined });
    expect(items).toMatchObject([{ id: delivery.id, state: 'delivered', url, method: 'POST' }]);
  });

  it('stands in the due index until it has ended', async () => {
    const deliveries = openDeliveryStore(table.table, shards);
    const delivery = aDelivery(1, 'whs_due');
    const isDue = async () => {
      const due: string[] = [];
      const upTo = toInstant(Date.UTC(2030, 0));
      for await (const things of openDueStore(table.table, shards).list('wake', upTo)) {
        due.push(...things.map(({ sk }) => sk));
      }
      return due.some((sk) => sk.endsWith(delivery.id));
    };

    await deliveries.add(delivery);
    expect(await isDue()).toBe(true);
    await deliveries.save(withEnd(delivery, { state: 'delivered', reason: null }, atMinute(2)));
    expect(await isDue()).toBe(false);
  });
});
