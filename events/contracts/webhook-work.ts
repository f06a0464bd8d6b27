import * as z from 'zod';
import { DomainEvent } from './domain-event.ts';

const subscriptionId = z.templateLiteral(['whs_', z.string().min(1)]);
const deliveryId = z.templateLiteral(['dlv_', z.string().min(1)]);

/** A subscription is to be told of an event, or the next try of a delivery has come: of a subscription's, or of a rule's. */
export const WebhookWork = z.discriminatedUnion('kind', [
  z.strictObject({ version: z.literal(1), kind: z.literal('event'), subscriptionId, event: DomainEvent }),
  z.strictObject({
    version: z.literal(1),
    kind: z.literal('delivery'),
    subscriptionId,
    deliveryId,
  }),
  z.strictObject({
    version: z.literal(1),
    kind: z.literal('ruleDelivery'),
    ruleId: z.templateLiteral(['rul_', z.string().min(1)]),
    deliveryId,
  }),
]);
export type WebhookWork = z.infer<typeof WebhookWork>;
