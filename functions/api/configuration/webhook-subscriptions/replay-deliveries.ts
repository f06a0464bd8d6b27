import * as z from 'zod';
import type { Job } from '#shared/domain/job/job.ts';
import { deliveryStates } from '#shared/domain/webhook/delivery.ts';
import { startReplay } from '#shared/domain/webhook/start-replay.ts';
import { answer } from '#shared/lambda/answer.ts';
import { jobAccepted, jobAddress, toJobView } from '#shared/lambda/job-body.ts';
import { operation } from '#shared/lambda/operation.ts';
import { EventType, SubscriptionPath } from './subscription-bodies.ts';
import type { WebhooksDesk } from './webhooks-desk.ts';

const mostStates = deliveryStates.length;

const Range = z.strictObject({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  states: z.array(z.enum(deliveryStates)).min(1).max(mostStates).default(['failed']),
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
    const { from, to, ...asked } = call.body;
    const work = { ...asked, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    const job = await startReplay(desk, {
      request: call,
      subscriptionId: call.params.subscriptionId,
      work,
      keep: (started: Job) => call.keep(202, toJobView(started)),
    });
    return answer(202, toJobView(job), jobAddress(job));
  },
});
