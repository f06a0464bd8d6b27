import * as z from 'zod';
import type { Principal } from '#shared/domain/access/principal.ts';
import { exportEntryOf } from '#shared/domain/account/audit-log.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import {
  listSlaLog as list,
  readSlaLog,
  type SlaLogFilter,
  type SlaLogRecord,
} from '#shared/domain/sla/sla-log.ts';
import { slaTargetKinds } from '#shared/domain/sla/target-kind.ts';
import { answer } from '#shared/lambda/answer.ts';
import type { Call } from '#shared/lambda/call.ts';
import { CsvTable, csvAnswer, csvElsewhere } from '#shared/lambda/csv.ts';
import { cursorsOf } from '#shared/lambda/cursor.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { logFilterOf, logParameters } from './log-query.ts';
import type { SlaDesk } from './sla-desk.ts';

const SlaLogBody = z
  .strictObject({
    id: z.string(),
    ticketId: z.string().nullable().meta({ description: 'Null when the ticket is out of scope' }),
    departmentId: z.string(),
    levelId: z.string().nullable(),
    kind: z.enum(slaTargetKinds),
    startedAt: z.iso.datetime(),
    dueAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime(),
    elapsedMinutes: z.int().meta({ description: 'Business minutes without postponed time' }),
    outcome: z.enum(['kept', 'missed']),
    responsibleAgentId: z.string().nullable().meta({ description: 'The assignee when it ended' }),
    finishedByAgentId: z.string().nullable(),
  })
  .meta({ id: 'SlaLogRow' });

const columns = Object.keys(SlaLogBody.shape);

const toBody = ({ tags: _tags, ...row }: SlaLogRecord) => row;

const LogQuery = z.strictObject({ ...logParameters, ...paging });
type LogQuery = z.output<typeof LogQuery>;

export const listSlaLog = operation({
  method: 'GET',
  path: '/v1/sla/log',
  name: 'listSlaLog',
  summary: 'List SLA clocks that ended, the newest first',
  description:
    'With `reports.all` those of all tickets in scope, else those for which you were responsible or which you finished. A page may be short, or even empty, while `nextCursor` is set: a filter looks at some 500 rows a page.',
  permission: 'reports.own',
  query: LogQuery,
  answers: {
    200: { description: 'One page, or a file', body: pageOf(SlaLogBody), csv: true },
    ...csvElsewhere,
  },
  perform: async (call, desk: SlaDesk) => {
    const { principal, query } = call;
    const { cursor: _cursor, limit: _limit, format, ...asked } = query;
    const account = await desk.accounts.load();
    const filter = logFilterOf(asked, { openedAt: account.settings.createdAt, now: toInstant(desk.now()) });
    if (format === 'csv') return toFile(call, filter, desk);
    const cursors = cursorsOf(z.string(), `listSlaLog ${JSON.stringify(asked)}`, desk.keys);
    const { items, nextCursor } = await listPage(query, cursors, async (page) =>
      filter === null
        ? { items: [], next: undefined }
        : list(desk.slaLog, filter, { ...page, principal, account }),
    );
    return answer(200, { items: items.map(toBody), nextCursor });
  },
});

async function toFile(
  call: Call<Principal, unknown, LogQuery, unknown>,
  filter: SlaLogFilter | null,
  desk: SlaDesk,
) {
  const table = new CsvTable(columns);
  if (filter === null) return csvAnswer(table, 'sla-log-empty.csv', { call, downloads: desk.downloads });
  const { principal } = call;
  const account = await desk.accounts.load();
  for await (const row of readSlaLog(desk.slaLog, filter, { principal, account })) table.add(toBody(row));
  const entry = exportEntryOf(
    call,
    { noun: 'slaLog', ...filter, count: table.rows },
    { at: toInstant(desk.now()), ids: desk.ids, retentionDays: account.settings.auditRetentionDays },
  );
  await desk.audit.append(entry);
  const name = `sla-log-${filter.from.slice(0, 10)}-${filter.to.slice(0, 10)}.csv`;
  return csvAnswer(table, name, { call, downloads: desk.downloads });
}
