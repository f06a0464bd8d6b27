import * as z from 'zod';
import { domainEventTypes } from '#events/contracts/domain-event.ts';
import type { Breaker } from '#shared/domain/webhook/breaker.ts';
import type { EndpointName } from '#shared/domain/webhook/endpoint.ts';
import type { WebhookSubscription } from '#shared/domain/webhook/webhook-subscription.ts';
import { webhookUrlFault } from '#shared/domain/webhook/webhook-url.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';
import { EndpointFields, toEndpointFields } from '../endpoint-fields.ts';

export const EventType = z.enum(domainEventTypes);

const EndpointUrl = z
  .string()
  .max(2_000)
  .superRefine((url, context) => {
    const message = webhookUrlFault(url);
    if (message !== null) context.addIssue({ code: 'custom', message });
  })
  .meta({
    description: 'With https; only public addresses are called, and no redirect is followed',
    examples: ['https://shop.example.com/desk-events'],
  });

const fields = {
  name: z.string().trim().min(1).max(100),
  url: EndpointUrl,
  active: z.boolean().default(true),
  events: z
    .array(EventType)
    .min(1)
    .max(50)
    .nullable()
    .default(null)
    .meta({ description: 'Types of events; null: all of them, also those to come' }),
};

export const SubscriptionFields = z.strictObject(fields);

const fewestBytes = 24;
const mostBytes = 64;

/** As Standard Webhooks has them: base64 after `whsec_`, of 24 to 64 bytes. */
const EndpointSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/, 'is `whsec_` with base64 after it')
  .refine((secret) => {
    const { length } = Buffer.from(secret.slice('whsec_'.length), 'base64');
    return length >= fewestBytes && length <= mostBytes;
  }, `has ${fewestBytes} to ${mostBytes} bytes`);

const secret = EndpointSecret.nullable()
  .default(null)
  .meta({ description: 'Of your own; null: one is made' });

export const NewSubscription = z.strictObject({ ...fields, secret });
export const NewSecret = z.strictObject({ secret }).prefault({});

/** A subscription as it is answered: without its secrets. */
export const SubscriptionBody = keptBody(
  z.strictObject({
    ...fields,
    disabled: z
      .strictObject({ at: z.iso.datetime(), reason: z.enum(['failing', 'gone']) })
      .nullable()
      .meta({ description: 'When and why it was switched off by itself; `active: true` begins anew' }),
    secretSetAt: z.iso.datetime(),
    previousSecretUntil: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'Until then calls are signed with the secret before too' }),
    endpoint: z
      .strictObject(EndpointFields)
      .meta({ description: 'How its calls went of late; while it is open it is left alone' }),
  }),
).meta({ id: 'WebhookSubscription' });

const once = { description: 'Shown this once' };
export const SubscriptionWithSecret = z
  .strictObject({ ...SubscriptionBody.shape, secret: z.string().meta(once) })
  .meta({ id: 'WebhookSubscriptionWithSecret' });

export const SubscriptionPath = z.strictObject({ subscriptionId: z.string().max(100) });

export const endpointNameOf = ({ id }: Pick<WebhookSubscription, 'id'>): EndpointName => ({
  ownerId: id,
  url: null,
});

export function toSubscriptionBody(
  { endpointSince, ...shown }: WebhookSubscription,
  breaker: Breaker | undefined,
  nowMs: number,
): z.output<typeof SubscriptionBody> {
  return {
    ...shown,
    events: shown.events as z.output<typeof SubscriptionBody>['events'],
    endpoint: toEndpointFields(breaker, endpointSince, nowMs),
  };
}
