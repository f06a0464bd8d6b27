import * as z from 'zod';
import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { dryRun } from '#shared/domain/rule/dry-run.ts';
import { answer } from '#shared/lambda/answer.ts';
import { pageOf } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { dryRunPage, judged, ofDryRuns } from './dry-run-page.ts';
import { RuleChange } from './rule-change.ts';
import type { TicketDesk } from './ticket-desk.ts';

const DryRunBody = pageOf(
  z.strictObject({
    ...judged,
    heardAt: z.iso.datetime().nullable().meta({
      description: 'When the rule would have heard its event, or its time came; null: not yet',
    }),
    actions: z.array(
      z.strictObject({
        type: z.string(),
        outcome: z.enum(['done', 'nothing', 'failed']),
        reason: z.string().nullable(),
      }),
    ),
    changes: z.array(RuleChange),
  }),
).meta({ id: 'DryRun' });

const ofActions = {
  ...ofDryRuns,
  permission: 'rules.manage',
  answers: { 200: { description: 'Ticket by ticket', body: DryRunBody } },
} as const;

export const dryRunRule = operation({
  ...ofActions,
  path: '/v1/rules/{ruleId}/dry-run',
  name: 'dryRunRule',
  summary: 'Read what a rule would have done to the last tickets',
  perform: async ({ params, body, principal }, desk: TicketDesk) => {
    const rule = (await desk.findRule('rule', params.ruleId)) ?? refuseUnknown('rule');
    const asked = { ...params, ...body };
    return answer(200, await dryRunPage(desk, asked, (trial) => dryRun(desk, principal, { rule, ...trial })));
  },
});

export const dryRunTimeRule = operation({
  ...ofActions,
  path: '/v1/time-rules/{ruleId}/dry-run',
  name: 'dryRunTimeRule',
  summary: 'Read what a time rule would have done to the last tickets',
  perform: async ({ params, body, principal }, desk: TicketDesk) => {
    const rule = (await desk.findRule('timeRule', params.ruleId)) ?? refuseUnknown('timeRule');
    const asked = { ...params, ...body };
    return answer(200, await dryRunPage(desk, asked, (trial) => dryRun(desk, principal, { rule, ...trial })));
  },
});
