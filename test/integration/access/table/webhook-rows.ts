import { newDelivery } from '#shared/domain/webhook/delivery.ts';
import { openDeliveryStore } from '#shared/persistence/delivery-store.ts';
import { type Row, thing } from './row.ts';
import type { Staff } from './staff.ts';

const path = '/v1/webhook-subscriptions';
const needs = 'settings.manage';
const at = '2026-11-21T12:00:00.000Z';

const subscriptions = thing(needs, path, () => ({ name: 'W', url: 'https://hooks.example.com/' }));
const whole = (row: Omit<Row, 'needs' | 'about'>): Row => ({ ...row, needs, about: 'whole' });
const made = async ({ make }: Staff): Promise<`whs_${string}`> =>
  (await make(`POST ${path}`, { name: 'W', url: 'https://hooks.example.com/' })).id;

/** As the function that delivers would have it. */
async function aDelivery(staff: Staff): Promise<string> {
  const subscriptionId = await made(staff);
  const event = { id: `ent_${staff.next()}`, type: 'ticket.created', at, ticketId: 'tkt_1' };
  const delivery = newDelivery(event, { to: { subscriptionId }, payload: '{}', at });
  await openDeliveryStore(staff.table, 4).add(delivery);
  return `${path}/${subscriptionId}/deliveries/${delivery.id}`;
}

export const webhookRows: Readonly<Record<string, Row>> = {
  listWebhookSubscriptions: whole(subscriptions.list),
  createWebhookSubscription: whole(subscriptions.create),
  getWebhookSubscription: whole(subscriptions.get),
  editWebhookSubscription: whole(subscriptions.edit),
  removeWebhookSubscription: whole(subscriptions.remove),
  rotateWebhookSecret: whole({
    success: 200,
    ask: async (staff) => [`POST ${path}/${await made(staff)}/rotate-secret`, {}],
  }),
  testWebhookSubscription: whole({
    success: 202,
    ask: async (staff) => [`POST ${path}/${await made(staff)}/test`],
  }),
  listWebhookDeliveries: whole({
    success: 200,
    ask: async (staff) => [`GET ${path}/${await made(staff)}/deliveries`],
  }),
  replayWebhookDelivery: whole({
    success: 200,
    ask: async (staff) => [`POST ${await aDelivery(staff)}/replay`],
  }),
  replayWebhookDeliveries: whole({
    success: 202,
    ask: async (staff) => [`POST ${path}/${await made(staff)}/replay`, { from: at, to: at }],
  }),
};
