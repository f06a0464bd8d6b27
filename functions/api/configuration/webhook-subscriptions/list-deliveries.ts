import * as z from 'zod';
import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { deliveryStates } from '#shared/domain/webhook/delivery.ts';
import { listDeliveries as list } from '#shared/domain/webhook/list-deliveries.ts';
import { requireWholeSight } from '#shared/domain/webhook/require-whole-sight.ts';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { commaSeparated, pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { cursorsFor } from '../configuring-desk.ts';
import { DeliveryBody, toDeliveryBody } from './delivery-bodies.ts';
import { EventType, SubscriptionPath } from './subscription-bodies.ts';
import type { WebhooksDesk } from './webhooks-desk.ts';

export const listWebhookDeliveries = operation({
  method: 'GET',
  path: '/v1/webhook-subscriptions/{subscriptionId}/deliveries',
  name: 'listWebhookDeliveries',
  summary: 'What a subscription was told, the newest event first',
  description:
    'Kept for a month after the last try. A filter looks at 500 deliveries a page, so a page may be short while `nextCursor` is set.',
  permission: 'settings.manage',
  params: SubscriptionPath,
  query: z.strictObject({
    ...paging,
    state: commaSeparated(z.enum(deliveryStates)).optional(),
    event: commaSeparated(EventType).optional(),
  }),
  answers: { 200: { description: 'One page', body: pageOf(DeliveryBody) } },
  perform: async ({ principal, params, query }, desk: WebhooksDesk) => {
    requireWholeSight(principal);
    const found = await desk.configuration.find('webhookSubscription', params.subscriptionId);
    const { id: ownerId } = found ?? refuseUnknown('webhookSubscription');
    const { state, event, ...paged } = query;
    const filter = { states: state ?? null, events: event ?? null };
    const cursors = cursorsFor(`deliveries ${ownerId} ${state ?? ''} ${event ?? ''}`, desk);
    const { items, nextCursor } = await listPage(paged, cursors, (page) =>
      list(desk.deliveries, { ownerId, filter }, page),
    );
    return answer(200, { items: items.map(toDeliveryBody), nextCursor });
  },
});
