import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliverAgain } from '#shared/domain/webhook/deliver-event.ts';
import type { EndpointCall } from '#shared/domain/webhook/delivery-store.ts';
import { openConfigurationStore } from '#shared/persistence/configuration-store.ts';
import { openBreakerStore, openDeliveryStore } from '#shared/persistence/delivery-store.ts';
import * as keys from '#shared/persistence/keys.ts';
import { put } from '#shared/persistence/write.ts';
import { keepFormerCall } from '#test/support/former-call.ts';
import { aRule } from '#test/support/rules.ts';
import { type SendSystem, startSendSystem } from './send-system.ts';

let system: SendSystem;
beforeEach(async () => {
  system = await startSendSystem();
});
afterEach(() => system.close());

const url = 'https://hooks.example.com/former';

describe('a call that waits since before it was a delivery', () => {
  it('becomes one at its next moment, under the id by which it is known, and until its day is over', async () => {
    const action = { type: 'webhook', url, secret: null, method: 'PUT' } as const;
    const rule = aRule({ id: 'rul_former', actions: [action] });
    await system.configure([put(keys.configured('RULE', rule.id), 'rule', { data: rule })]);
    const { id } = await system.open();
    const lanes = ['whk_1', 'whk_2'];
    const call = { ticketId: id, ruleId: rule.id, url, nowMs: system.clock.now() };
    for (const lane of lanes) await keepFormerCall(system.table, { ...call, lane });
    system.clock.moveTo(system.clock.now() + 3_600_000);

    for (const lane of [...lanes, ...lanes]) expect(await system.wake(lane)).toEqual([]);

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
