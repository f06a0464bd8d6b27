import * as z from 'zod';
import { type Delivery, deliveryStates } from '#shared/domain/webhook/delivery.ts';
import { SubscriptionPath } from './subscription-bodies.ts';

const AttemptBody = z.strictObject({
  at: z.iso.datetime(),
  durationMs: z.int(),
  status: z.int().nullable().meta({ description: 'Null: no answer' }),
  reason: z.string().nullable().meta({ description: 'Why it was no success' }),
  excerpt: z.string().nullable().meta({ description: 'How the body of the answer begins' }),
});

export const DeliveryBody = z
  .strictObject({
    id: z.string().meta({ description: 'The `webhook-id` of its calls' }),
    subscriptionId: z.string(),
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
  })
  .meta({ id: 'WebhookDelivery' });

export const DeliveryPath = z.strictObject({
  ...SubscriptionPath.shape,
  deliveryId: z.string().max(300),
});

export function toDeliveryBody({ tries: _tries, replayedBy: _by, ...shown }: Delivery) {
  return shown satisfies z.output<typeof DeliveryBody> | object;
}
