import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Account } from '#shared/domain/account/account.ts';
import type { Presence } from '#shared/domain/agent/presence.ts';
import type { Member } from '#shared/domain/department/member.ts';
import type { Desk } from '#shared/domain/desk.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import * as keys from '#shared/persistence/keys.ts';
import { openDesk } from '#shared/persistence/open-desk.ts';
import type { Item, Table } from '#shared/persistence/table.ts';
import { put, type Write } from '#shared/persistence/write.ts';
import { anAccount, anAgent, startMs } from '#test/support/builders.ts';
import { startTable } from '#test/support/table.ts';

export interface StartedDesk {
  readonly desk: Desk;
  readonly table: Table;
  readonly clock: { now(): number; moveTo(ms: number): void };
  /** Long texts by their key. */
  readonly texts: Map<string, string>;
  /** A desk of another instance: it shares nothing but the table. */
  another(): Desk;
  /** Every item of the table. */
  readAll(): Promise<Item[]>;
  close(): Promise<void>;
}

interface Staff {
  readonly account?: Account;
  readonly members?: readonly Member[];
  readonly presences?: readonly Presence[];
  readonly conflictShare?: number;
}

/** A table with an account and its staff, and the desk that the functions work with. */
export async function startDesk({ conflictShare = 0.01, ...staff }: Staff = {}): Promise<StartedDesk> {
  const started = await startTable({ conflictShare });
  started.clock.moveTo(startMs);
  await Promise.all(staffWrites(staff).map((write) => started.table.commit([write])));
  const texts = new Map<string, string>();
  const contents = {
    put: async (key: string, json: string) => void texts.set(key, json),
    get: async (key: string) => texts.get(key) ?? '',
  };
  const another = () => ({
    ...openDesk(started.table, contents, { due: 4, day: 4 }),
    now: started.clock.now,
  });
  const client = new DynamoDBClient(started.clientSettings);
  return {
    desk: another(),
    another,
    table: started.table,
    clock: started.clock,
    texts,
    readAll: () => scan(client, started.name),
    close: async () => {
      client.destroy();
      await started.close();
    },
  };
}

/** Saves many changes, a few at a time: the client has 50 connections, and waiting for one counts as connecting. */
export async function saveAll({ tickets }: Desk, changes: readonly TicketChange[]): Promise<void> {
  for (let at = 0; at < changes.length; at += 20) {
    const outcomes = await Promise.all(changes.slice(at, at + 20).map((change) => tickets.save(change)));
    if (outcomes.some((outcome) => outcome !== 'saved')) throw new Error(`not all were saved: ${outcomes}`);
  }
}

function staffWrites({ account = anAccount(), members = [], presences = [] }: Staff): Write[] {
  return [
    put(keys.configurationVersion, 'version', { data: { version: account.version } }),
    put(keys.configured('SETTINGS', 'settings'), 'settings', { data: account.settings }),
    ...account.departmentById
      .values()
      .map((one) => put(keys.configured('DEPARTMENT', one.id), 'department', { data: one })),
    ...account.levelById.values().map((one) => put(keys.configured('LEVEL', one.id), 'level', { data: one })),
    ...account.slaRules.map((one) => put(keys.configured('SLARULE', one.id), 'slaRule', { data: one })),
    ...account.timeRules.map((one) => put(keys.configured('TIMERULE', one.id), 'timeRule', { data: one })),
    ...members.map((one) => put(keys.memberOf(one.departmentId, one.agentId), 'member', { data: one })),
    ...members.map((one) =>
      put(keys.departmentOfAgent(one.agentId, one.departmentId), 'member', { data: one }),
    ),
    ...presences.map((one) => put(keys.presenceOf(one.agentId), 'load', { data: one })),
    ...presences.map(({ agentId }) => put(keys.agentById(agentId), 'agent', { data: anAgent(agentId) })),
  ];
}

async function scan(client: DynamoDBClient, TableName: string): Promise<Item[]> {
  const pages = paginateScan(
    { client: DynamoDBDocumentClient.from(client) },
    { TableName, ConsistentRead: true },
  );
  const items: Item[] = [];
  for await (const page of pages) items.push(...((page.Items ?? []) as Item[]));
  return items.sort((one, other) => (one.pk + one.sk < other.pk + other.sk ? -1 : 1));
}
