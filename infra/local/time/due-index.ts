import type { DynamodbWire } from '../dynamodb-wire.ts';
import type { StreamRecord } from '../stream/stream-record.ts';

export interface DueEntry {
  readonly atMs: number;
  /** Names the entry and its moment: the same again means that nothing has come of it. */
  readonly mark: string;
}

/** What an advance of the clock must know about the table: the next moment at which something is due. */
export interface DueMoments {
  firstFrom(atMs: number): Promise<DueEntry | null>;
}

type Item = Readonly<Record<string, { readonly S?: string }>>;

export const dueIndexName = 'due';
const shardKey = 'dueShard';
const momentKey = 'dueAt';

/** The engine gives attributes in any order. */
const markOf = (item: Item | undefined): string => JSON.stringify(Object.entries(item ?? {}).sort());

/**
 * Reads the sparse due index without knowing the shards' names: those that exist when first asked are found by
 * reading the index once, later ones by the stream, which shows every write before the system is quiet.
 */
export class DueIndex implements DueMoments {
  readonly #wire: DynamodbWire;
  readonly #tableName: string;
  readonly #shards = new Set<string>();
  #found: Promise<void> | undefined;

  constructor(wire: DynamodbWire, tableName: string) {
    this.#wire = wire;
    this.#tableName = tableName;
  }

  observe(record: StreamRecord): void {
    const shard = record.dynamodb.NewImage?.[shardKey]?.S;
    if (shard !== undefined) this.#shards.add(shard);
  }

  async firstFrom(atMs: number): Promise<DueEntry | null> {
    this.#found ??= this.#findShards();
    await this.#found;
    const firsts = await Promise.all([...this.#shards].map((shard) => this.#firstOf(shard, atMs)));
    const known = firsts.filter((entry) => entry !== null);
    return known.reduce<DueEntry | null>(
      (first, each) => (first && first.atMs <= each.atMs ? first : each),
      null,
    );
  }

  async #firstOf(shard: string, atMs: number): Promise<DueEntry | null> {
    const { Items } = await this.#wire.table<{ Items: Item[] }>('Query', {
      TableName: this.#tableName,
      IndexName: dueIndexName,
      KeyConditionExpression: `${shardKey} = :shard AND ${momentKey} >= :from`,
      ExpressionAttributeValues: {
        ':shard': { S: shard },
        ':from': { S: new Date(Math.max(0, atMs)).toISOString() },
      },
      Limit: 1,
    });
    const [item] = Items;
    const at = item?.[momentKey]?.S;
    // A moment may carry more than the instant behind it, to keep entries of one instant apart.
    return at === undefined ? null : { atMs: Date.parse(at.slice(0, 24)), mark: markOf(item) };
  }

  async #findShards(): Promise<void> {
    let from: Item | undefined;
    do {
      const page = await this.#wire.table<{ Items: Item[]; LastEvaluatedKey?: Item }>('Scan', {
        TableName: this.#tableName,
        IndexName: dueIndexName,
        ProjectionExpression: shardKey,
        ...(from && { ExclusiveStartKey: from }),
      });
      for (const item of page.Items) this.#shards.add(item[shardKey]?.S ?? '');
      from = page.LastEvaluatedKey;
    } while (from);
  }
}
