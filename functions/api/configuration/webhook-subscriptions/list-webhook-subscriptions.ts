import * as z from 'zod';
import { requireWholeSight } from '#shared/domain/webhook/require-whole-sight.ts';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { cursorsFor } from '../configuring-desk.ts';
import { endpointNameOf, SubscriptionBody, toSubscriptionBody } from './subscription-bodies.ts';
import type { WebhooksDesk } from './webhooks-desk.ts';

const kind = 'webhookSubscription';

export const listWebhookSubscriptions = operation({
  method: 'GET',
  path: '/v1/webhook-subscriptions',
  name: 'listWebhookSubscriptions',
  summary: 'List webhook subscriptions, the newest first',
  permission: 'settings.manage',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(SubscriptionBody) } },
  perform: async ({ principal, query }, desk: WebhooksDesk) => {
    requireWholeSight(principal);
    const list = (page: { limit: number; after: string | undefined }) => desk.configuration.list(kind, page);
    const { items, nextCursor } = await listPage(query, cursorsFor(kind, desk), list);
    const breakers = await desk.breakers.findMany(items.map(endpointNameOf));
    const bodies = items.map((one, place) => toSubscriptionBody(one, breakers[place], desk.now()));
    return answer(200, { items: bodies, nextCursor });
  },
});
