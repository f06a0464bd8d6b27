import * as z from 'zod';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { ComplianceCount, complianceGroups, type GroupCompliance } from '#shared/domain/sla/compliance.ts';
import { readSlaLog } from '#shared/domain/sla/sla-log.ts';
import { slaTargetKinds } from '#shared/domain/sla/target-kind.ts';
import { answer } from '#shared/lambda/answer.ts';
import { CsvTable, csvAnswer, csvElsewhere } from '#shared/lambda/csv.ts';
import { operation } from '#shared/lambda/operation.ts';
import { logFilterOf, logParameters } from './log-query.ts';
import type { SlaDesk } from './sla-desk.ts';

const counts = {
  kept: z.int(),
  missed: z.int(),
  keptPct: z.number().nullable().meta({ description: 'Share of kept ones; null without any' }),
};
const Compliance = z.strictObject(counts);

const ComplianceBody = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id: z
          .string()
          .nullable()
          .meta({ description: 'Of the level, the department, or the agent responsible; null: none' }),
        ...counts,
        byKind: z.partialRecord(z.enum(slaTargetKinds), Compliance),
      }),
    ),
    total: Compliance,
  })
  .meta({ id: 'SlaCompliance' });

const columns = ['id', 'kept', 'missed', 'keptPct'];
const kindColumns = slaTargetKinds.flatMap((kind) => [`${kind}Kept`, `${kind}Missed`]);

export const countSlaCompliance = operation({
  method: 'GET',
  path: '/v1/sla/compliance',
  name: 'countSlaCompliance',
  summary: 'Count SLA targets that were kept and missed, by level, department or agent',
  description:
    'Counted from the rows of the SLA log that you see, so it is exact for any range; a range of more than 250,000 rows is refused with `too-large`.',
  permission: 'reports.own',
  query: z.strictObject({
    groupBy: z.enum(complianceGroups).default('level'),
    ...logParameters,
  }),
  answers: {
    200: {
      description: 'Groups with a clock that ended, the largest first',
      body: ComplianceBody,
      csv: true,
    },
    ...csvElsewhere,
  },
  perform: async (call, desk: SlaDesk) => {
    const { groupBy, format, ...asked } = call.query;
    const account = await desk.accounts.load();
    const filter = logFilterOf(asked, { openedAt: account.settings.createdAt, now: toInstant(desk.now()) });
    const count = new ComplianceCount(groupBy);
    const rows =
      filter === null ? [] : readSlaLog(desk.slaLog, filter, { principal: call.principal, account });
    for await (const row of rows) count.add(row);
    if (format === 'json') return answer(200, { items: count.toGroups(), total: count.toTotal() });
    const table = new CsvTable([...columns, ...kindColumns]);
    for (const group of count.toGroups()) table.add(toRow(group));
    return csvAnswer(table, `sla-compliance-${groupBy}.csv`, { call, downloads: desk.downloads });
  },
});

function toRow({ byKind, ...group }: GroupCompliance) {
  const ofKinds = slaTargetKinds.map((kind) => ({
    [`${kind}Kept`]: byKind[kind]?.kept ?? 0,
    [`${kind}Missed`]: byKind[kind]?.missed ?? 0,
  }));
  return Object.assign({ ...group }, ...ofKinds);
}
