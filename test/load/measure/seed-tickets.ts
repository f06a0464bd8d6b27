import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Account } from '#shared/domain/account/account.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import { dayShards } from '#shared/persistence/open-ticket-desk.ts';
import { ticketWrites } from '#shared/persistence/ticket-writes.ts';
import { aMessage, anOpening, byCustomer } from '#test/support/builders.ts';
import { dueShards, type Instance } from './measured-desk.ts';
import { agentIdOf } from './staff.ts';

export interface WaitingTickets {
  readonly count: number;
  /** How many of them have a clock that ran out. */
  readonly due: number;
}

const minuteMs = 60_000;
const batchSize = 25;
const batchesAtOnce = 4;

type Item = Record<string, unknown>;

/**
 * Waiting tickets, new and open in turn, as the store would save them, without their messages and timelines, which neither lists nor sweeps
 * read. They arrived within the last twenty minutes, the due ones two hours ago.
 */
export async function seedTickets(
  { desk, calls }: Instance,
  { tableName, tickets: { count, due } }: { tableName: string; tickets: WaitingTickets },
): Promise<void> {
  const account = await desk.accounts.load();
  const itemOf = (index: number) => {
    const ageMs = index < due ? 120 * minuteMs : (20 * minuteMs * index) / count;
    return ticketItem(desk, account, { index, arrivedAtMs: desk.now() - Math.floor(ageMs) });
  };
  let next = 0;
  const writer = async () => {
    while (next < count) {
      const from = next;
      next = Math.min(count, next + batchSize);
      const items = Array.from({ length: next - from }, (_, offset) => itemOf(from + offset));
      await writeBatch(calls.client, tableName, items);
    }
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, writer));
  calls.take();
}

/** The second agent answered it, and its customer wrote again. */
const answeredOnce = { status: 'open', lastAgentId: agentIdOf(1) } as const;

function ticketItem(
  desk: Instance['desk'],
  account: Account,
  { index, arrivedAtMs }: { index: number; arrivedAtMs: number },
): Item {
  const at = toInstant(arrivedAtMs);
  const opening = anOpening({ departmentId: 'dep_first', arrivedAt: at, content: aMessage() });
  const change = openTicket(opening, { account, at, ids: desk.ids, actor: byCustomer });
  const after = { ...change.after, ...(index % 2 === 0 ? {} : answeredOnce) };
  const [first] = ticketWrites({ ...change, after }, {}, { due: dueShards, day: dayShards });
  if (first?.write.Put?.Item === undefined) throw new Error('a new ticket is no longer its first write');
  return first.write.Put.Item;
}

async function writeBatch(
  client: DynamoDBDocumentClient,
  tableName: string,
  items: readonly Item[],
): Promise<void> {
  const requests = items.map((Item) => ({ PutRequest: { Item } }));
  const answer = await client.send(new BatchWriteCommand({ RequestItems: { [tableName]: requests } }));
  const left = answer.UnprocessedItems?.[tableName]?.length ?? 0;
  if (left > 0) throw new Error(`${left} tickets were not taken`);
}
