import * as z from 'zod';
import type { Principal } from '#shared/domain/access/principal.ts';
import {
  type AuditFilter,
  type AuditRecord,
  exportAudit,
  exportEntry,
  listAudit as list,
} from '#shared/domain/account/audit-log.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { answer } from '#shared/lambda/answer.ts';
import type { Call } from '#shared/lambda/call.ts';
import { CsvTable, csvAnswer, csvElsewhere } from '#shared/lambda/csv.ts';
import { cursorsOf } from '#shared/lambda/cursor.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { AuditDesk } from './audit-desk.ts';
import { AuditQuery, filterOf, narrowingOf } from './audit-query.ts';

const Fields = z.record(z.string(), z.unknown());

const AuditEntryBody = z
  .strictObject({
    id: z.string(),
    at: z.iso.datetime(),
    agentId: z.string().nullable().meta({ description: 'Null: nobody knows who it was' }),
    keyId: z.string().nullable(),
    sourceIp: z.string(),
    action: z.string(),
    resourceId: z.string(),
    before: Fields.nullable().meta({ description: 'Of a change only the fields that differ' }),
    after: Fields.nullable(),
  })
  .meta({ id: 'AuditEntry' });

const columns = [
  'at',
  'action',
  'resourceId',
  'agentId',
  'keyId',
  'sourceIp',
  'before',
  'after',
  'id',
] as const satisfies (keyof AuditRecord)[];

export const listAudit = operation({
  method: 'GET',
  path: '/v1/audit',
  name: 'listAudit',
  summary: 'List who changed what, and who was not let in, the newest first',
  description:
    'A page may be short, or even empty, while `nextCursor` is set: a filter looks at 500 entries a page.',
  permission: 'audit.read',
  query: AuditQuery,
  answers: {
    200: { description: 'One page, or a file', body: pageOf(AuditEntryBody), csv: true },
    ...csvElsewhere,
  },
  perform: async (call, desk: AuditDesk) => {
    const { query } = call;
    const { settings } = await desk.accounts.known();
    const filter = filterOf(query, { openedAt: settings.createdAt, now: toInstant(desk.now()) });
    if (query.format === 'csv') return toFile(call, filter, desk);
    const cursors = cursorsOf(z.string(), `listAudit ${JSON.stringify(narrowingOf(query))}`, desk.keys);
    const page = await listPage(query, cursors, async (asked) =>
      filter === null ? { items: [], next: undefined } : list(desk.log, filter, asked),
    );
    return answer(200, page);
  },
});

/** Taking the log away is itself an entry, so the file is made before that is written. */
async function toFile(
  call: Call<Principal, unknown, AuditQuery, unknown>,
  filter: AuditFilter | null,
  desk: AuditDesk,
) {
  const table = new CsvTable(columns);
  const fileName = (range: string) => `audit-${range}.csv`;
  if (filter === null) return csvAnswer(table, fileName('empty'), { call, downloads: desk.downloads });
  for await (const record of exportAudit(desk.log, filter)) table.add(record);
  const { settings } = await desk.accounts.load();
  const entry = exportEntry(
    call,
    { ...filter, count: table.rows },
    { at: toInstant(desk.now()), ids: desk.ids, retentionDays: settings.auditRetentionDays },
  );
  await desk.log.append(entry);
  const range = `${filter.from.slice(0, 10)}-${filter.to.slice(0, 10)}`;
  return csvAnswer(table, fileName(range), { call, downloads: desk.downloads });
}
