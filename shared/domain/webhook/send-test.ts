import type { Principal } from '../access/principal.ts';
import type { ConfigurationStore } from '../account/configuration-store.ts';
import { refuseUnknown } from '../account/configured-thing.ts';
import { KeptAlready } from '../account/kept-already.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import type { Ids } from '../ids.ts';
import { type Delivery, newDelivery } from './delivery.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { requireWholeSight } from './require-whole-sight.ts';

interface TestingDesk {
  readonly configuration: Pick<ConfigurationStore, 'find'>;
  readonly deliveries: DeliveryStore;
  readonly ids: Ids;
  readonly now: () => number;
}

interface Testing {
  readonly principal: Principal;
  readonly subscriptionId: string;
  readonly keep: (delivery: Delivery) => KeptAnswer | undefined;
}

/** An event in which nothing happened, for one subscription, whatever events it names. Refuses with `not-found`. */
export async function sendTest(
  desk: TestingDesk,
  { principal, subscriptionId, keep }: Testing,
): Promise<Delivery> {
  requireWholeSight(principal);
  const found = await desk.configuration.find('webhookSubscription', subscriptionId);
  const to = { subscriptionId: (found ?? refuseUnknown('webhookSubscription')).id };
  const at = toInstant(desk.now());
  const event = { id: desk.ids.next('evt'), type: 'webhook.test', at };
  const actor = { kind: 'agent', id: principal.agentId };
  const payload = JSON.stringify({ ...event, version: 1, actor, data: { facts: {} } });
  const added = newDelivery({ ...event, ticketId: null }, { to, payload, at });
  // Nobody calls who adds it here: its first call is its first moment.
  const delivery: Delivery = { ...added, nextAt: at };
  if ((await desk.deliveries.add(delivery, keep(delivery))) === 'kept-already') throw new KeptAlready();
  return delivery;
}
