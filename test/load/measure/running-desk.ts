import type { FunctionDescription } from '#infra/function-description.ts';
import { functions } from '#infra/functions.ts';
import { type Platform, startPlatform } from '#infra/local/platform.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import type { Table } from '#shared/persistence/table.ts';
import { agentKeyOf, type Staff, seedStaff } from './staff.ts';

/** Everything that a ticket's life passes through. */
const passed = [
  'api-tickets',
  'mail-arrived',
  'ingest',
  'route',
  'send',
  'due',
  'announce',
  'sla-check',
  'wake',
];

export interface RunningDesk extends Platform {
  readonly table: Table;
  /** As the first agent. */
  post(path: string, body: string): Promise<string>;
  get(path: string): Promise<ReturnType<typeof JSON.parse>>;
}

/** The whole system on this machine, with a staff, as `npm start` runs it. */
export async function startRunningDesk(
  staff: Staff,
  alsoRun: readonly FunctionDescription[] = [],
): Promise<RunningDesk> {
  const own = functions.filter(({ name }) => passed.includes(name));
  const platform = await startPlatform({ functions: [...own, ...alsoRun] });
  const { environment } = platform.services;
  const table = openTable(platform.tableName, {
    endpoint: environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
    region: environment['AWS_REGION'] ?? '',
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  });
  await seedStaff(table, staff);
  const headers = { authorization: `Bearer ${agentKeyOf(0)}`, 'content-type': 'application/json' };
  const ask = async (path: string, request: RequestInit = {}) => {
    const answer = await fetch(`${platform.url}${path}`, { ...request, headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return text;
  };
  return {
    ...platform,
    table,
    post: (path, body) => ask(path, { method: 'POST', body }),
    get: async (path) => JSON.parse(await ask(path)),
  };
}
