import * as z from 'zod';
import { type Delivery, deliveryStates } from '#shared/domain/webhook/delivery.ts';
import { callMethods, isOfAction, ownerOf } from '#shared/domain/webhook/endpoint.ts';
import { SubscriptionPath } from './subscription-bodies.ts';

const AttemptBody = z.strictObject({
  at: z.iso.datetime(),
  durationMs: z.int(),
  status: z.int().nullable().meta({ description: 'Null: no answer' }),
  reason: z.string().nullable().meta({ description: 'Why it was no success' }),
  excerpt: z.string().nullable().meta({ description: 'How the body of the answer begins' }),
});

const facts = {
  eventId: z.string(),
  eventType: z.string(),
  ticketId: z.string().nullable(),
  state: z.enum(deliveryStates),
  nextAt: z.iso.datetime().nullable().meta({ description: 'Not before then it is tried again' }),
  giveUpAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  reason: z.string().nullable().meta({ description: 'Why it failed' }),
  replays: z.int(),
  attempts: z.array(AttemptBody).meta({ description: 'The last twenty, the oldest first' }),
  payload: z.string().meta({ description: 'The body of each call' }),
  version: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
};

const id = z.string().meta({ description: 'The `webhook-id` of its calls' });

export const DeliveryBody = z
  .strictObject({ id, subscriptionId: z.string(), ...facts })
  .meta({ id: 'WebhookDelivery' });

export const RuleDeliveryBody = z
  .strictObject({ id, ruleId: z.string(), url: z.string(), method: z.enum(callMethods), ...facts })
  .meta({ id: 'RuleDelivery' });

export const DeliveryPath = z.strictObject({
  ...SubscriptionPath.shape,
  deliveryId: z.string().max(300),
});

function factsOf({ tries: _tries, replayedBy: _by, ...delivery }: Delivery) {
  const { id: deliveryId, eventId, eventType, ticketId, state, nextAt, giveUpAt, endedAt, reason } = delivery;
  const { replays, attempts, payload, version, createdAt, updatedAt } = delivery;
  const what = { id: deliveryId, eventId, eventType, ticketId, payload };
  const when = { nextAt, giveUpAt, endedAt, createdAt, updatedAt };
  return { ...what, ...when, state, reason, replays, attempts: [...attempts], version };
}

export const toDeliveryBody = (delivery: Delivery): z.output<typeof DeliveryBody> => ({
  ...factsOf(delivery),
  subscriptionId: ownerOf(delivery),
});

/** Of a delivery of a rule. */
export function toRuleDeliveryBody(delivery: Delivery): z.output<typeof RuleDeliveryBody> {
  if (!isOfAction(delivery)) throw new Error(`${delivery.id} is no delivery of a rule`);
  const { ruleId, url, method } = delivery;
  return { ...factsOf(delivery), ruleId, url, method };
}
