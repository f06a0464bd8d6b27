import * as z from 'zod';
import { type AccessOverview, differences, listOverviews } from '#shared/domain/access/access-overview.ts';
import { permissions } from '#shared/domain/access/permission.ts';
import { exportEntryOf } from '#shared/domain/account/audit-log.ts';
import { AgentInput } from '#shared/domain/agent/agent.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { MemberInput } from '#shared/domain/department/member.ts';
import { answer } from '#shared/lambda/answer.ts';
import { CsvTable, csvAnswer, csvElsewhere } from '#shared/lambda/csv.ts';
import { cursorsOf } from '#shared/lambda/cursor.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { mostItems, pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { AuditDesk } from './audit-desk.ts';

const AccessOverviewBody = z
  .strictObject({
    agentId: z.string(),
    name: z.string(),
    email: z.string(),
    role: AgentInput.shape.role.unwrap(),
    roleId: z.string().nullable(),
    roleName: z.string().nullable(),
    scope: AgentInput.shape.scope.unwrap(),
    departments: z.array(
      z.strictObject({ id: z.string(), name: z.string(), role: MemberInput.shape.role.unwrap() }),
    ),
    granted: z.array(z.enum(permissions)).meta({ description: 'Beyond his built-in role' }),
    revoked: z.array(z.enum(permissions)).meta({ description: 'Less than his built-in role' }),
    onlyToSolve: z.boolean(),
    differs: z.array(z.enum(differences)).meta({ description: 'From every other agent of his role' }),
  })
  .meta({ id: 'AccessOverview' });

const format = z
  .enum(['json', 'csv'])
  .default('json')
  .meta({ description: '`csv` gives all agents instead of a page' });

export const listAccess = operation({
  method: 'GET',
  path: '/v1/agents/overview',
  name: 'listAccess',
  summary: 'List what each agent may and sees, the newest first',
  permission: 'agents.manage',
  query: z.strictObject({ format, ...paging }),
  answers: {
    200: { description: 'One page, or a file', body: pageOf(AccessOverviewBody), csv: true },
    ...csvElsewhere,
  },
  perform: async (call, desk: AuditDesk) => {
    const { query } = call;
    const account = await desk.accounts.load();
    const list = await listOverviews(desk.agents, account);
    if (query.format === 'json') {
      const cursors = cursorsOf(z.string(), 'list access', desk.keys);
      return answer(200, await listPage(query, cursors, list));
    }
    const table = new CsvTable(columns);
    let after: string | undefined;
    do {
      const page = await list({ limit: mostItems, after });
      for (const overview of page.items) table.add(toRow(overview));
      after = page.next;
    } while (after !== undefined);
    const entry = exportEntryOf(
      call,
      { noun: 'agents', count: table.rows },
      {
        at: toInstant(desk.now()),
        ids: desk.ids,
        retentionDays: account.settings.auditRetentionDays,
      },
    );
    await desk.log.append(entry);
    return csvAnswer(table, 'access.csv', { call, downloads: desk.downloads });
  },
});

const columns = [
  'agentId',
  'name',
  'email',
  'role',
  'roleName',
  'scope',
  'tags',
  'departments',
  'granted',
  'revoked',
  'onlyToSolve',
  'differs',
];

function toRow(overview: AccessOverview) {
  const { scope, departments, granted, revoked, differs, roleId: _roleId, ...plain } = overview;
  return {
    ...plain,
    scope: scope.level,
    tags: scope.tags.join('; '),
    departments: departments.map(({ name, role }) => `${name} (${role})`).join('; '),
    granted: granted.join('; '),
    revoked: revoked.join('; '),
    differs: differs.join('; '),
  };
}
