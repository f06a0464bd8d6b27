import { operations } from '#functions/api/tickets/operations.ts';
import type { TicketDesk } from '#functions/api/tickets/ticket-desk.ts';
import { createDraws } from '#infra/local/services/table/seeded-draws.ts';
import { openAccount } from '#infra/open-account.ts';
import { openTicketSearch } from '#shared/domain/search/ticket-search.ts';
import { makeCode } from '#shared/domain/ticket/code.ts';
import type { Authenticate } from '#shared/lambda/admission.ts';
import { serve } from '#shared/lambda/serve.ts';
import { openAuthentication } from '#shared/persistence/authentication.ts';
import { openConfigurationStore } from '#shared/persistence/configuration-store.ts';
import { openCounterReader } from '#shared/persistence/counter-store.ts';
import { openJobStore } from '#shared/persistence/job-store.ts';
import { openMasterKeys } from '#shared/persistence/master-keys.ts';
import { openDesk } from '#shared/persistence/open-desk.ts';
import { dayShards } from '#shared/persistence/open-ticket-desk.ts';
import { openRatingStore } from '#shared/persistence/rating-store.ts';
import { openRuleStore } from '#shared/persistence/rule-store.ts';
import { Table } from '#shared/persistence/table.ts';
import { openUploadStore } from '#shared/persistence/upload-store.ts';
import { openWordIndex } from '#shared/persistence/word-index.ts';
import { keysFrom } from '#shared/runtime/keys.ts';
import { startTable, type TestTable } from '#test/support/table.ts';
import { httpEvent, lambdaContext } from '#test/unit/shared/lambda/http-event.ts';
import { CountedCalls } from './counted-calls.ts';
import { agentKeyOf, type Staff, seedStaff } from './staff.ts';

export const dueShards = 4;

export interface Asked {
  readonly body?: unknown;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whose key; the first agent's unless told. */
  readonly agent?: number;
}

/** A function's instance in this process: its handler, its desk, and what both do at the table. */
export interface Instance {
  readonly calls: CountedCalls;
  readonly table: Table;
  readonly desk: TicketDesk;
  /** `METHOD /path`; throws unless it succeeds. */
  ask(line: string, asked?: Asked): Promise<ReturnType<typeof JSON.parse>>;
}

export interface InstanceChoices {
  readonly farMs?: number;
  /** Stands in front of the authentication that the instance would use. */
  readonly watch?: (authenticate: Authenticate) => Authenticate;
}

/** The functions' own code on a table of its own, in this process, by a clock that stands until it is moved. */
export interface MeasuredDesk extends TestTable {
  open(choices?: InstanceChoices): Instance;
  moveSeconds(seconds: number): void;
}

export async function startMeasuredDesk(staff: Staff): Promise<MeasuredDesk> {
  const started = await startTable({ conflictShare: 0 });
  const { name: tableName, keyId, environment, clock } = started;
  Reflect.set(globalThis, Symbol.for('smista.clock'), clock.now);
  await openAccount({ tableName, keyId, environment });
  await seedStaff(started.table, staff);
  return {
    ...started,
    open: (choices) => openInstance(started, choices),
    moveSeconds: (seconds) => clock.moveTo(clock.now() + seconds * 1000),
  };
}

const drawShare = createDraws(1);

/** The same codes each time: a ticket's shard, and so what a search reads, hangs on its id. */
const nextCode = () => makeCode((below) => Math.floor(drawShare() * below));

function openInstance(
  started: TestTable,
  { farMs = 0, watch = (same) => same }: InstanceChoices = {},
): Instance {
  const { clock, clientSettings, environment, keyId } = started;
  const now = () => clock.now();
  const calls = new CountedCalls(clientSettings, farMs);
  const table = new Table(calls.client, started.name);
  const settings = { ...clientSettings, endpoint: environment['AWS_ENDPOINT_URL_KMS'] ?? '' };
  const opened = openDesk(table, noLongTexts, { due: dueShards, day: dayShards });
  const desk: TicketDesk = {
    ...opened,
    ids: { ...opened.ids, code: nextCode },
    counters: openCounterReader(table),
    jobs: openJobStore(table, dueShards),
    search: openTicketSearch(openWordIndex(table)),
    ratings: openRatingStore(table),
    rules: openRuleStore(table, noLongTexts, dueShards),
    findRule: openConfigurationStore(table, dueShards).find,
    readHeaders: refuse,
    uploads: openUploadStore(table),
    vault: noFiles,
    sniffType: refuse,
    publicUrl: '',
    keys: keysFrom(openMasterKeys(table, keyId, { now, settings }), now),
    mailDomains: null,
  };
  const handler = serve(operations, () => ({ desk, authenticate: watch(openAuthentication(table, now)) }));
  const ask = async (line: string, { agent = 0, headers = {}, ...rest }: Asked = {}) => {
    const event = httpEvent(line, {
      ...rest,
      headers: { authorization: `Bearer ${agentKeyOf(agent)}`, ...headers },
    });
    const reply = await handler(event, lambdaContext);
    if (reply.statusCode >= 300) throw new Error(`${line}: ${reply.statusCode} ${reply.body}`);
    return reply.body === '' ? null : JSON.parse(reply.body);
  };
  return { calls, table, desk, ask };
}

const refuse = () => Promise.reject(new Error('no text here is long, and there are no files'));
const noLongTexts = { put: refuse, get: refuse };
const noFiles = { linkForUpload: refuse, take: refuse, linkForDownload: refuse };
