import * as z from 'zod';
import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { dryRun } from '#shared/domain/rule/dry-run.ts';
import { dryRunSla } from '#shared/domain/rule/dry-run-sla.ts';
import { mostDryRun, type Trial } from '#shared/domain/rule/last-tickets.ts';
import { answer } from '#shared/lambda/answer.ts';
import { cursorsOf } from '#shared/lambda/cursor.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { RuleChange } from './rule-change.ts';
import type { TicketDesk } from './ticket-desk.ts';

const DryRunInput = z.strictObject({
  last: z
    .int()
    .min(1)
    .max(mostDryRun)
    .default(20)
    .meta({ description: 'How many tickets, the newest first; fewer where the rule is long' }),
  cursor: paging.cursor,
});
type DryRunInput = z.output<typeof DryRunInput>;

const judged = {
  ticketId: z.string(),
  code: z.string(),
  isMatch: z.boolean(),
  group: z.int().nullable().meta({ description: 'The first group that holds' }),
  conditions: z.array(
    z.strictObject({ group: z.int(), field: z.string(), operator: z.string(), met: z.boolean() }),
  ),
};

const DryRunBody = pageOf(
  z.strictObject({
    ...judged,
    heardAt: z.iso.datetime().nullable().meta({
      description: 'When the rule would have heard its event, or its time came; null: not yet',
    }),
    actions: z.array(
      z.strictObject({
        type: z.string(),
        outcome: z.enum(['done', 'nothing', 'failed', 'waits']),
        reason: z.string().nullable(),
      }),
    ),
    changes: z.array(RuleChange),
  }),
).meta({ id: 'DryRun' });

const SlaDryRunBody = pageOf(
  z.strictObject({
    ...judged,
    heardAt: z.iso.datetime().meta({ description: 'When the ticket was made' }),
    givenBy: z.string().nullable().meta({ description: 'The first SLA rule that holds' }),
    givenLevelId: z.string().nullable().meta({ description: 'The level that it gives' }),
    levelId: z.string().nullable().meta({ description: 'What the ticket has now' }),
  }),
).meta({ id: 'SlaDryRun' });

/** Opens the cursor that the client gave, and seals where the next answer begins. */
async function page<Run>(
  desk: TicketDesk,
  { ruleId, last, cursor }: DryRunInput & { readonly ruleId: string },
  run: (trial: Trial) => Promise<{ readonly items: readonly Run[]; readonly next: string | undefined }>,
) {
  const cursors = cursorsOf(z.string(), `dryRun ${ruleId}`, desk.keys);
  const after = cursor === undefined ? undefined : await cursors.open(cursor);
  const { items, next } = await run({ last, after });
  return { items, nextCursor: next === undefined ? null : await cursors.seal(next) };
}

const common = {
  method: 'POST',
  description: 'Of the tickets that one sees, as they are now. Nothing is saved and nothing is sent.',
  params: z.strictObject({ ruleId: z.string().max(100) }),
  body: DryRunInput,
} as const;
const ofActions = {
  ...common,
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
    return answer(200, await page(desk, asked, (trial) => dryRun(desk, principal, { rule, ...trial })));
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
    return answer(200, await page(desk, asked, (trial) => dryRun(desk, principal, { rule, ...trial })));
  },
});

export const dryRunSlaRule = operation({
  ...common,
  path: '/v1/sla-rules/{ruleId}/dry-run',
  name: 'dryRunSlaRule',
  summary: 'Read which level an SLA rule would have given to the last tickets',
  permission: 'sla.manage',
  answers: { 200: { description: 'Ticket by ticket', body: SlaDryRunBody } },
  perform: async ({ params, body, principal }, desk: TicketDesk) => {
    const rule = (await desk.findRule('slaRule', params.ruleId)) ?? refuseUnknown('slaRule');
    const asked = { ...params, ...body };
    return answer(200, await page(desk, asked, (trial) => dryRunSla(desk, principal, { rule, ...trial })));
  },
});
