import * as z from 'zod';
import { DomainEvent } from './domain-event.ts';

const subscriptionId = z.templateLiteral(['whs_', z.string().min(1)]);

/** A subscription is to be told of an event, or a delivery's next try has come. */
export const WebhookWork = z.discriminatedUnion('kind', [
  z.strictObject({ version: z.literal(1), kind: z.literal('event'), subscriptionId, event: DomainEvent }),
  z.strictObject({
    version: z.literal(1),
    kind: z.literal('delivery'),
    subscriptionId,
    deliveryId: z.templateLiteral(['dlv_', z.string().min(1)]),
  }),
]);
export type WebhookWork = z.infer<typeof WebhookWork>;
