import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { sendAtOnce } from '#shared/domain/outbound/send-at-once.ts';
import { deliverAgain } from '#shared/domain/webhook/deliver-event.ts';
import type { EndpointCall } from '#shared/domain/webhook/delivery-store.ts';
import { openConfigurationStore } from '#shared/persistence/configuration-store.ts';
import { openBreakerStore, openDeliveryStore } from '#shared/persistence/delivery-store.ts';
import * as keys from '#shared/persistence/keys.ts';
import { unsentThing } from '#shared/persistence/unsent-thing.ts';
import { put } from '#shared/persistence/write.ts';
import { aRule } from '#test/support/rules.ts';
import { type SendSystem, startSendSystem } from './send-system.ts';

let system: SendSystem;
beforeEach(async () => {
  system = await startSendSystem();
});
afterEach(() => system.close());

const url = 'https://hooks.example.com/former';

/** As rules left it before their calls were deliveries, tried three times. */
async function aFormerCall(ticketId: `tkt_${string}`, lane: string) {
  const at = toInstant(system.clock.now());
  const data = { eventId: 'ent_1', rule: { id: 'rul_former', name: 'Former' }, ticketId };
  const payload = JSON.stringify({ type: 'ticket.created', timestamp: at, data });
  const what = { kind: 'webhook', ruleId: 'rul_former', url, method: 'PUT', payload } as const;
  const unsent = { ...sendAtOnce(lane, { at, ids: system.desk.ids, ticketId, what }), attempts: 3 };
  await system.table.commit([put(keys.unsentAt(lane, unsent.order), 'unsent', unsentThing(unsent, 4))]);
  return unsent;
}

describe('a call that waits since before it was a delivery', () => {
  it('becomes one at its next moment, under the id by which it is known, and until its day is over', async () => {
    const action = { type: 'webhook', url, secret: null, method: 'PUT' } as const;
    const rule = aRule({ id: 'rul_former', actions: [action] });
    await system.configure([put(keys.configured('RULE', rule.id), 'rule', { data: rule })]);
    const { id } = await system.open();
    const calls = [await aFormerCall(id, 'whk_1'), await aFormerCall(id, 'whk_2')];
    system.clock.moveTo(system.clock.now() + 3_600_000);

    for (const { lane } of [...calls, ...calls]) expect(await system.wake(lane)).toEqual([]);

    const deliveries = openDeliveryStore(system.table, 4);
    const { items } = await deliveries.list(rule.id, { limit: 10, after: undefined });
    expect(items).toHaveLength(2);
    expect(await system.outbound.findFirst('whk_1')).toBeUndefined();
    const [first] = items;
    expect(Date.parse(first?.giveUpAt ?? '') - system.clock.now()).toBe(23 * 3_600_000);
    expect(first).toMatchObject({
      eventId: 'ent_1',
      eventType: 'ticket.created',
      tries: 3,
      state: 'waiting',
    });

    const made: EndpointCall[] = [];
    const desk = {
      ...system.desk,
      configuration: openConfigurationStore(system.table, 4),
      deliveries,
      breakers: openBreakerStore(system.table, system.clock.now),
      callEndpoint: async (call: EndpointCall) => {
        made.push(call);
        return {
          status: 200,
          durationMs: 1,
          reason: null,
          refusal: null,
          excerpt: '',
          retryAfterSeconds: null,
        };
      },
      disable: async () => undefined,
      chance: () => 0,
    };
    for (const { id: deliveryId } of items) await deliverAgain(desk, { ownerId: rule.id, deliveryId });

    expect(made.map((call) => call.id).toSorted()).toEqual(['whk_1', 'whk_2']);
    expect(made[0]).toMatchObject({ url, method: 'PUT', ownerId: 'rul_former', signedWith: 'own' });
  });
});
