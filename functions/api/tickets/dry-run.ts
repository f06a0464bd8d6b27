import * as z from 'zod';
import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { dryRun, mostDryRun } from '#shared/domain/rule/dry-run.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { RuleChange } from './rule-change.ts';
import type { TicketDesk } from './ticket-desk.ts';

const DryRunInput = z.strictObject({
  last: z
    .int()
    .min(1)
    .max(mostDryRun)
    .default(20)
    .meta({ description: 'How many tickets, the newest first' }),
});

const DryRunBody = z
  .strictObject({
    items: z.array(
      z.strictObject({
        ticketId: z.string(),
        code: z.string(),
        heardAt: z.iso.datetime().nullable().meta({
          description: 'When the rule would have heard its event, or its time came; null: not yet',
        }),
        isMatch: z.boolean(),
        group: z.int().nullable().meta({ description: 'The first group that holds' }),
        conditions: z.array(
          z.strictObject({ group: z.int(), field: z.string(), operator: z.string(), met: z.boolean() }),
        ),
        actions: z.array(
          z.strictObject({
            type: z.string(),
            outcome: z.enum(['done', 'nothing', 'failed', 'waits']),
            reason: z.string().nullable(),
          }),
        ),
        changes: z.array(RuleChange),
      }),
    ),
  })
  .meta({ id: 'DryRun' });

const common = {
  method: 'POST',
  description: 'Of the tickets that one sees, as they are now. Nothing is saved and nothing is sent.',
  permission: 'rules.manage',
  params: z.strictObject({ ruleId: z.string().max(100) }),
  body: DryRunInput,
  answers: { 200: { description: 'Ticket by ticket', body: DryRunBody } },
} as const;

export const dryRunRule = operation({
  ...common,
  path: '/v1/rules/{ruleId}/dry-run',
  name: 'dryRunRule',
  summary: 'Read what a rule would have done to the last tickets',
  perform: async ({ params, body, principal }, desk: TicketDesk) => {
    const rule = (await desk.findRule('rule', params.ruleId)) ?? refuseUnknown('rule');
    return answer(200, { items: await dryRun(desk, principal, { rule, last: body.last }) });
  },
});

export const dryRunTimeRule = operation({
  ...common,
  path: '/v1/time-rules/{ruleId}/dry-run',
  name: 'dryRunTimeRule',
  summary: 'Read what a time rule would have done to the last tickets',
  perform: async ({ params, body, principal }, desk: TicketDesk) => {
    const rule = (await desk.findRule('timeRule', params.ruleId)) ?? refuseUnknown('timeRule');
    return answer(200, { items: await dryRun(desk, principal, { rule, last: body.last }) });
  },
});
