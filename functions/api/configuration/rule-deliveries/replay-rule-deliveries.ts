import * as z from 'zod';
import type { Job } from '#shared/domain/job/job.ts';
import { startReplay } from '#shared/domain/webhook/start-replay.ts';
import { answer } from '#shared/lambda/answer.ts';
import { jobAccepted, jobAddress, toJobView } from '#shared/lambda/job-body.ts';
import { operation } from '#shared/lambda/operation.ts';
import { ReplayRangeFields, toRange } from '../replay-range.ts';
import type { WebhooksDesk } from '../webhook-subscriptions/webhooks-desk.ts';
import { getCallingRule, type RuleKind, RulePath } from './get-calling-rule.ts';

const Range = z.strictObject(ReplayRangeFields);

type Starting = Parameters<typeof startReplay>[1];
type Call = Starting['request'] &
  Parameters<typeof getCallingRule>[2] & {
    readonly body: z.output<typeof Range>;
    readonly keep: (status: number, body: unknown) => ReturnType<Starting['keep']>;
  };

const perform = (ruleKind: RuleKind) => async (call: Call, desk: WebhooksDesk) => {
  const { id: ruleId } = await getCallingRule(desk, ruleKind, call);
  const job = await startReplay(desk, {
    request: call,
    of: { ruleId, ruleKind },
    range: { ...toRange(call.body), events: null },
    keep: (started: Job) => call.keep(202, toJobView(started)),
  });
  return answer(202, toJobView(job), jobAddress(job));
};

const common = {
  method: 'POST',
  description: 'Those that failed, unless `states` says otherwise; by a job, whose `done` counts them.',
  permission: 'rules.manage',
  repeatable: 'kept',
  params: RulePath,
  body: Range,
  answers: jobAccepted,
} as const;

export const replayRuleDeliveries = operation({
  ...common,
  path: '/v1/rules/{ruleId}/replay',
  name: 'replayRuleDeliveries',
  summary: 'Send what a rule told other systems in a range of time once more',
  perform: perform('rule'),
});

export const replayTimeRuleDeliveries = operation({
  ...common,
  path: '/v1/time-rules/{ruleId}/replay',
  name: 'replayTimeRuleDeliveries',
  summary: 'Send what a time rule told other systems in a range of time once more',
  perform: perform('timeRule'),
});
