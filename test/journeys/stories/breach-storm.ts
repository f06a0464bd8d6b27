import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functions } from '#infra/functions.ts';
import type { ServiceCall } from '#infra/local/contracts.ts';
import { type Platform, type PlatformOptions, startPlatform } from '#infra/local/platform.ts';
import { localCredentials } from '#infra/local/services/objects/presigned-link.ts';
import { toEpochMs, toInstant } from '#shared/domain/business-time/instant.ts';
import type { TicketId } from '#shared/domain/ids.ts';
import { makeCode } from '#shared/domain/ticket/code.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { openAccountStore } from '#shared/persistence/account-store.ts';
import * as keys from '#shared/persistence/keys.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { dayShards } from '#shared/persistence/open-ticket-desk.ts';
import type { Table } from '#shared/persistence/table.ts';
import { ticketWrites } from '#shared/persistence/ticket-writes.ts';
import { openIds } from '#shared/runtime/ids.ts';
import { atOnce } from '#test/support/at-once.ts';
import { aMessage, anOpening, byCustomer } from '#test/support/builders.ts';
import { clientOf } from '#test/support/client.ts';

export interface StormSize {
  /** Running clocks. */
  readonly clocks: number;
  /** Of these, so many fall due within one minute. */
  readonly due: number;
}

export interface BreachStorm {
  readonly dueIds: readonly TicketId[];
  readonly otherIds: readonly TicketId[];
  /** Seconds from when a clock was due to its breach, of every breach in a timeline. */
  readonly lateSeconds: readonly number[];
  /** Tickets that were told breached on the bus, one for each event. */
  readonly told: readonly string[];
  readonly tickets: ReadonlyMap<string, Ticket>;
  /** Ticks of the sweep that ended half-way. */
  readonly killed: number;
  /** Requests to the table and to queues, by the function. */
  readonly calls: Readonly<Record<string, number>>;
}

const targetMinutes = 60;
const minuteMs = 60_000;
/** Until the minute in which they fall due: time for the seed to settle. */
const dueInMinutes = 15;

const named = (...names: readonly string[]) => functions.filter(({ name }) => names.includes(name));
const configuring = named('api-configuration');
/** The functions that take part: the sweep is killed every other minute. */
const running = named('api-configuration', 'sla-check', 'due', 'announce').map((one) =>
  one.name === 'sla-check' ? { ...one, folder: 'test/infra/samples/killed-sweep' } : one,
);

/** So many clocks run, some of them fall due within one minute while the sweep keeps dying; what became of them? */
export async function stormBreaches(size: StormSize): Promise<BreachStorm> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'smista-breaches-'));
  try {
    return await storm(
      dataFolder,
      await withPlatform({ dataFolder, functions: configuring }, seedWith(size)),
    );
  } finally {
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10 });
  }
}

type Seeded = Pick<BreachStorm, 'dueIds' | 'otherIds'> & { readonly firstDueMs: number };

async function withPlatform<Result>(
  options: PlatformOptions,
  act: (platform: Platform, table: Table) => Promise<Result>,
): Promise<Result> {
  const platform = await startPlatform({ conflictShare: 0.01, seed: 7, ...options });
  try {
    return await act(platform, tableOf(platform));
  } finally {
    await platform.close();
  }
}

function storm(dataFolder: string, { dueIds, otherIds, firstDueMs }: Seeded): Promise<BreachStorm> {
  const observed = new Observer();
  const options = {
    dataFolder,
    functions: running,
    recordCall: (call: ServiceCall) => observed.hear(call),
    logs: (line: string) => observed.read(line),
  };
  return withPlatform(options, async (platform, table) => {
    // Minute by minute, so that there are as many sweeps as in the cloud.
    while (platform.now() < firstDueMs + 3 * minuteMs) await platform.advance(60);
    const { told, killed, calls } = observed;
    const tickets = await readTickets(table, [...dueIds, ...otherIds]);
    const late = await atOnce(8, dueIds, (id) => breachesOf(table, id));
    return { dueIds, otherIds, tickets, told, killed, calls, lateSeconds: late.flat() };
  });
}

class Observer {
  readonly told: string[] = [];
  readonly calls: Record<string, number> = {};
  killed = 0;

  hear({ functionName, operation, input }: ServiceCall): void {
    const name = functionName.replace('smista-local-', '');
    this.calls[name] = (this.calls[name] ?? 0) + 1;
    if (operation !== 'PutEvents') return;
    for (const { Detail } of input['Entries'] as readonly { Detail: string }[]) {
      const { type, ticketId } = JSON.parse(Detail);
      if (type === 'sla.breached') this.told.push(ticketId);
    }
  }

  read(line: string): void {
    if (line.includes('killed half-way')) this.killed += 1;
  }
}

const tableOf = ({ services, tableName }: Platform): Table =>
  openTable(tableName, {
    endpoint: services.environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
    region: 'eu-local-1',
    credentials: localCredentials,
    requestHandler: { connectionTimeout: 30_000, requestTimeout: 30_000 },
  });

async function configure({ url, ownerKey }: Platform): Promise<void> {
  const owner = clientOf(url, ownerKey);
  const level = { name: 'Hour', warnAtPercent: 100, targetMinutes: { firstAnswer: targetMinutes } };
  const { id: levelId } = await owner.make('POST /v1/sla-levels', level);
  await owner.make('POST /v1/sla-rules', { name: 'All', levelId });
}

/** As the store would save them, without messages and timelines. The others are due within the hour after. */
const seedWith =
  ({ clocks, due }: StormSize) =>
  async (platform: Platform, table: Table): Promise<Seeded> => {
    await configure(platform);
    const account = await openAccountStore(table).load();
    const ids = openIds(platform.now, makeCode);
    const firstDueMs = Math.ceil(platform.now() / minuteMs) * minuteMs + dueInMinutes * minuteMs;
    const laterMs = firstDueMs + 20 * minuteMs;
    const dueAtMs = (at: number) =>
      at < due ? firstDueMs + (at % 12) * 5_000 : laterMs + (at % 30) * minuteMs;
    const seeded = Array.from({ length: clocks }, (_, at) => {
      const arrivedAt = toInstant(dueAtMs(at) - targetMinutes * minuteMs);
      const opening = anOpening({ arrivedAt, content: aMessage() });
      return openTicket(opening, { account, at: arrivedAt, ids, actor: byCustomer });
    });
    const writes = seeded.flatMap((change) => {
      const [first] = ticketWrites(change, {}, { due: dueShards, day: dayShards });
      const item = first?.write.Put?.Item;
      return item === undefined ? [] : [{ Put: { Item: item } }];
    });
    const pages = Array.from({ length: Math.ceil(writes.length / pageSize) }, (_, page) =>
      writes.slice(page * pageSize, (page + 1) * pageSize),
    );
    await atOnce(2, pages, (page) => table.writeMany(page));
    // What was there before is told to nobody.
    platform.services.engine.trimStream(String(Number.MAX_SAFE_INTEGER));
    const ticketIds = seeded.map(({ after }) => after.id);
    return { dueIds: ticketIds.slice(0, due), otherIds: ticketIds.slice(due), firstDueMs };
  };

const pageSize = 100;
/** As on one machine. */
const dueShards = 4;

async function readTickets(table: Table, ticketIds: readonly TicketId[]): Promise<Map<string, Ticket>> {
  const found = new Map<string, Ticket>();
  for (let at = 0; at < ticketIds.length; at += 1_000) {
    const items = await table.getMany(ticketIds.slice(at, at + 1_000).map(keys.ticketById));
    for (const item of items) found.set(item.pk, item['data'] as Ticket);
  }
  return found;
}

/** How many seconds after it was due each breach of a ticket's timeline came. */
async function breachesOf(table: Table, ticketId: TicketId): Promise<number[]> {
  const entries = (await table.queryAll(keys.timelineOf(ticketId))).map((item) => item['data'] as Entry);
  return entries
    .filter(({ kind }) => kind === 'sla.breached')
    .map(({ at, after }) => (toEpochMs(at) - toEpochMs(String(after?.['dueAt']))) / 1000);
}
