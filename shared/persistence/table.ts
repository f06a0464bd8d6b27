import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { Refusal } from '#shared/domain/refusal.ts';
import { requireAppendOnly } from './append-only.ts';
import { type KeyNames, type Page, type Range, within } from './key-condition.ts';
import type { Key } from './keys.ts';
import { ConditionLost, isConflict, lostConditions } from './lost-race.ts';
import type { TableIndex } from './table-definition.ts';
import type { Write } from './write.ts';

export type Item = Record<string, unknown> & Key;

/** AWS answers a transaction conflict whenever two touch one item at once; once and five times again. */
const conflictTries = 6;
const jitterMs = 40;

/** What the table left undone because it was busy is asked again. */
const batchTries = 6;
const batchSize = 25;

/** The single table: reads are consistent unless an index answers; a commit is one transaction. */
export class Table {
  readonly #client: DynamoDBDocumentClient;
  readonly #name: string;

  constructor(client: DynamoDBDocumentClient, name: string) {
    this.#client = client;
    this.#name = name;
  }

  async get(key: Key): Promise<Item | undefined> {
    const answer = await this.#client.send(
      new GetCommand({ TableName: this.#name, Key: { pk: key.pk, sk: key.sk }, ConsistentRead: true }),
    );
    return answer.Item as Item | undefined;
  }

  /** In any order; keys without an item are left out. */
  async getMany(keys: readonly Key[]): Promise<Item[]> {
    const batches: Promise<Item[]>[] = [];
    for (let at = 0; at < keys.length; at += 100) batches.push(this.#getBatch(keys.slice(at, at + 100)));
    return (await Promise.all(batches)).flat();
  }

  async #getBatch(keys: readonly Key[]): Promise<Item[]> {
    const found: Item[] = [];
    let asked: Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
    while (asked.length > 0) {
      const answer = await this.#client.send(
        new BatchGetCommand({ RequestItems: { [this.#name]: { Keys: asked, ConsistentRead: true } } }),
      );
      found.push(...((answer.Responses?.[this.#name] ?? []) as Item[]));
      asked = answer.UnprocessedKeys?.[this.#name]?.Keys ?? [];
    }
    return found;
  }

  /** One page of a partition in the order of its sort key. */
  async query(range: Range & { upTo?: string }, page: Page): Promise<Item[]> {
    return this.#page({ hash: 'pk', range: 'sk' }, range, { ...page, consistent: true });
  }

  /** The whole of a small partition. */
  async queryAll(range: Range): Promise<Item[]> {
    const asked = within({ hash: 'pk', range: 'sk' }, range, {});
    const found: Item[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const answer = await this.#query({ ...asked, ConsistentRead: true, ExclusiveStartKey: start });
      found.push(...answer.items);
      start = answer.next;
    } while (start !== undefined);
    return found;
  }

  /** One page of an index; items carry what the index carries. */
  async queryIndex(index: TableIndex, range: Range & { upTo?: string }, page: Page): Promise<Item[]> {
    return this.#page(index, range, page);
  }

  /** All of a range of an index, page by page. */
  async *indexPages(
    index: TableIndex,
    range: Range & { upTo?: string },
    limit: number,
  ): AsyncGenerator<Item[]> {
    let start: Record<string, unknown> | undefined;
    do {
      const asked = { ...within(index, range, {}), IndexName: index.name, Limit: limit };
      const answer = await this.#query({ ...asked, ExclusiveStartKey: start });
      if (answer.items.length > 0) yield answer.items;
      start = answer.next;
    } while (start !== undefined);
  }

  async #page(names: KeyNames, range: Range & { upTo?: string }, page: Page & { consistent?: boolean }) {
    const asked = {
      ...within(names, range, page),
      ...(names.name === undefined ? {} : { IndexName: names.name }),
      ConsistentRead: page.consistent === true,
    };
    const wanted = page.limit + (page.after === undefined ? 0 : 1);
    const items = await this.#queryUpTo(wanted, asked);
    return items.filter((item) => item[names.range] !== page.after).slice(0, page.limit);
  }

  /** One answer has at most 1 MB: what is short for that alone goes on, so that a short page is the last. */
  async #queryUpTo(wanted: number, asked: Omit<QueryCommandInput, 'TableName'>): Promise<Item[]> {
    const found: Item[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const answer = await this.#query({
        ...asked,
        Limit: wanted - found.length,
        ExclusiveStartKey: start,
      });
      found.push(...answer.items);
      start = answer.next;
    } while (start !== undefined && found.length < wanted);
    return found;
  }

  async #query(input: Omit<QueryCommandInput, 'TableName'>) {
    const answer = await this.#client.send(new QueryCommand({ ...input, TableName: this.#name }));
    return { items: (answer.Items ?? []) as Item[], next: answer.LastEvaluatedKey };
  }

  /** Puts and deletes without conditions, each by itself and in any order; no item twice. */
  async writeMany(writes: readonly Write[]): Promise<void> {
    writes.forEach(requireAppendOnly);
    const batches: Promise<void>[] = [];
    for (let at = 0; at < writes.length; at += batchSize) {
      batches.push(this.#writeBatch(writes.slice(at, at + batchSize)));
    }
    await Promise.all(batches);
  }

  async #writeBatch(writes: readonly Write[]): Promise<void> {
    let asked = writes.map(toBatched);
    for (let attempt = 1; attempt <= batchTries; attempt++) {
      const answer = await this.#client.send(
        new BatchWriteCommand({ RequestItems: { [this.#name]: asked } }),
      );
      asked = (answer.UnprocessedItems?.[this.#name] ?? []) as typeof asked;
      if (asked.length === 0) return;
      await pause(Math.random() * jitterMs * 2 ** attempt);
    }
    throw new Error('the table takes no more at the moment');
  }

  /** All writes or none. Throws `ConditionLost`; a conflict that outlasts the tries is `edited-by-someone-else`. */
  async commit(writes: readonly Write[]): Promise<void> {
    writes.forEach(requireAppendOnly);
    for (let attempt = 1; attempt <= conflictTries; attempt++) {
      if (await this.#isWritten(writes)) return;
      await pause(Math.random() * jitterMs * attempt);
    }
    throw new Refusal('edited-by-someone-else', 'Others are changing this at the moment; try again.');
  }

  /** False when somebody else touched one of the items at the same moment. */
  async #isWritten(writes: readonly Write[]): Promise<boolean> {
    try {
      await this.#write(writes);
      return true;
    } catch (error) {
      const lost = lostConditions(error);
      if (lost.length > 0) throw new ConditionLost(lost, error);
      if (!isConflict(error)) throw error;
      return false;
    }
  }

  /** A single write needs no transaction and costs half. */
  async #write(writes: readonly Write[]): Promise<void> {
    const [only] = writes;
    const TableName = this.#name;
    if (writes.length > 1) {
      await this.#client.send(
        new TransactWriteCommand({ TransactItems: writes.map((write) => named(write, TableName)) }),
      );
    } else if (only?.Put) {
      await this.#client.send(new PutCommand({ ...only.Put, TableName }));
    } else if (only?.Update) {
      await this.#client.send(new UpdateCommand({ ...only.Update, TableName }));
    } else if (only?.Delete) {
      await this.#client.send(new DeleteCommand({ ...only.Delete, TableName }));
    }
  }
}

function toBatched({ Put, Delete }: Write) {
  if (Put?.Item !== undefined && Put.ConditionExpression === undefined) {
    return { PutRequest: { Item: Put.Item } };
  }
  if (Delete?.Key !== undefined && Delete.ConditionExpression === undefined) {
    return { DeleteRequest: { Key: Delete.Key } };
  }
  throw new Error('only puts and deletes without a condition are written in batches');
}

type TransactItem = NonNullable<
  ConstructorParameters<typeof TransactWriteCommand>[0]['TransactItems']
>[number];

function named(write: Write, TableName: string): TransactItem {
  const parts = Object.entries(write).map(([verb, part]) => [verb, { ...part, TableName }]);
  return Object.fromEntries(parts) as TransactItem;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
