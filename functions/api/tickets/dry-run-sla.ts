import * as z from 'zod';
import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { dryRunSla } from '#shared/domain/rule/dry-run-sla.ts';
import { answer } from '#shared/lambda/answer.ts';
import { pageOf } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { dryRunPage, judged, ofDryRuns } from './dry-run-page.ts';
import type { TicketDesk } from './ticket-desk.ts';

const SlaDryRunBody = pageOf(
  z.strictObject({
    ...judged,
    heardAt: z.iso.datetime().meta({ description: 'When the ticket was made' }),
    givenBy: z.string().nullable().meta({ description: 'The first SLA rule that holds' }),
    givenLevelId: z.string().nullable().meta({ description: 'The level that it gives' }),
    levelId: z.string().nullable().meta({ description: 'What the ticket has now' }),
  }),
).meta({ id: 'SlaDryRun' });

export const dryRunSlaRule = operation({
  ...ofDryRuns,
  path: '/v1/sla-rules/{ruleId}/dry-run',
  name: 'dryRunSlaRule',
  summary: 'Read which level an SLA rule would have given to the last tickets',
  permission: 'sla.manage',
  answers: { 200: { description: 'Ticket by ticket', body: SlaDryRunBody } },
  perform: async ({ params, body, principal }, desk: TicketDesk) => {
    const rule = (await desk.findRule('slaRule', params.ruleId)) ?? refuseUnknown('slaRule');
    const asked = { ...params, ...body };
    return answer(
      200,
      await dryRunPage(desk, asked, (trial) => dryRunSla(desk, principal, { rule, ...trial })),
    );
  },
});
