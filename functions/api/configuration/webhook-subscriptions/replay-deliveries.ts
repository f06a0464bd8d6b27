import * as z from 'zod';
import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import type { Job } from '#shared/domain/job/job.ts';
import { requireWholeSight } from '#shared/domain/webhook/require-whole-sight.ts';
import { startReplay } from '#shared/domain/webhook/start-replay.ts';
import { answer } from '#shared/lambda/answer.ts';
import { jobAccepted, jobAddress, toJobView } from '#shared/lambda/job-body.ts';
import { operation } from '#shared/lambda/operation.ts';
import { ReplayRangeFields, toRange } from '../replay-range.ts';
import { EventType, SubscriptionPath } from './subscription-bodies.ts';
import type { WebhooksDesk } from './webhooks-desk.ts';

const Range = z.strictObject({
  ...ReplayRangeFields,
  events: z.array(EventType).min(1).max(50).nullable().default(null),
});

export const replayWebhookDeliveries = operation({
  method: 'POST',
  path: '/v1/webhook-subscriptions/{subscriptionId}/replay',
  name: 'replayWebhookDeliveries',
  summary: 'Send all deliveries of a range of events once more',
  description: 'Those that failed, unless `states` says otherwise; by a job, whose `done` counts them.',
  permission: 'settings.manage',
  repeatable: 'kept',
  params: SubscriptionPath,
  body: Range,
  answers: jobAccepted,
  perform: async (call, desk: WebhooksDesk) => {
    const { principal, params, body } = call;
    requireWholeSight(principal);
    const found = await desk.configuration.find('webhookSubscription', params.subscriptionId);
    const { id: subscriptionId } = found ?? refuseUnknown('webhookSubscription');
    const job = await startReplay(desk, {
      request: call,
      of: { subscriptionId },
      range: { ...toRange(body), events: body.events },
      keep: (started: Job) => call.keep(202, toJobView(started)),
    });
    return answer(202, toJobView(job), jobAddress(job));
  },
});
