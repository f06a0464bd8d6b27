import type { Activity } from '../activity.ts';
import type { DynamodbWire } from '../dynamodb-wire.ts';
import { matchesPattern } from '../event-pattern.ts';
import type { PlatformStore } from '../platform-store.ts';
import { StreamDelivery, type StreamDeliverySettings } from './stream-delivery.ts';
import { type StreamRecord, sequenceOf } from './stream-record.ts';
import { StreamShard } from './stream-shard.ts';

export interface StreamReaderSettings extends Omit<StreamDeliverySettings, 'isClosed'> {
  readonly wire: DynamodbWire;
  /** As the table engine tells it. */
  readonly tableVersion: () => number | null;
  readonly store: PlatformStore;
  readonly activity: Activity;
  /** Sees every record, filtered or not. */
  readonly onRecord: (record: StreamRecord) => void;
}

/** Writes that come from no function (a test, a tool at the endpoint) are seen at this pace. */
const idlePauseMs = 200;
/** Between two reads under load, so that a batch gathers. */
const gatherPauseMs = 4;

/** The event source mapping of the table's stream. */
export class StreamReader {
  readonly #settings: StreamReaderSettings;
  readonly #delivery: StreamDelivery;
  #shards: StreamShard[] = [];
  #closed = false;
  /** What was written up to here has been read. */
  #readVersion: number | null = null;
  #woken = false;
  #wakeUp: (() => void) | undefined;
  #asked: ((nothingFound: boolean) => void)[] = [];
  #ended: Promise<void> | undefined;

  constructor(settings: StreamReaderSettings) {
    this.#settings = settings;
    this.#delivery = new StreamDelivery({ ...settings, isClosed: () => this.#closed });
  }

  start(): void {
    this.#ended = this.#run();
  }

  /** Something may have been written. */
  wake(): void {
    this.#woken = true;
    this.#wakeUp?.();
  }

  /** Whether a read that begins after this call finds nothing. */
  async isDrained(): Promise<boolean> {
    if (this.#closed) return true;
    return new Promise((resolve) => {
      this.#asked.push(resolve);
      this.wake();
    });
  }

  /** The record up to which all are delivered; null while that is not known or there are several shards. */
  deliveredUpTo(): string | null {
    const [shard, another] = this.#shards;
    return shard && !another ? shard.position : null;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.wake();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      const asked = this.#asked.splice(0);
      this.#woken = false;
      const found = await this.#readOnce().catch(() => null);
      for (const resolve of asked) resolve(found === false);
      if (!this.#closed) await this.#pause(found === true);
    }
    for (const resolve of this.#asked.splice(0)) resolve(true);
  }

  async #pause(found: boolean): Promise<void> {
    if (this.#asked.length > 0) return;
    await this.#sleep(gatherPauseMs);
    if (!found && !this.#woken) await this.#sleep(idlePauseMs);
  }

  /** Ends early when woken; who only asks whether all is read does not wait for a batch to gather. */
  async #sleep(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wakeUp = () => {
        if (milliseconds === gatherPauseMs && this.#asked.length === 0 && !this.#closed) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wakeUp = undefined;
  }

  async #readOnce(): Promise<boolean> {
    // Most wakes follow an invocation that only read.
    const version = this.#settings.tableVersion();
    if (version !== null && version === this.#readVersion) return false;
    let found = false;
    for (const shard of await this.#openShards()) {
      const records = await shard.read();
      if (records.length === 0) continue;
      found = true;
      await this.#settings.activity
        .during(() => this.#deliverAll(shard, records))
        .catch((fault) => {
          shard.reread();
          throw fault;
        });
    }
    const isAtEnd = this.#shards.length > 0 && this.#shards.every(({ isCaughtUp }) => isCaughtUp);
    this.#readVersion = isAtEnd ? version : null;
    return found;
  }

  async #deliverAll(shard: StreamShard, records: readonly StreamRecord[]): Promise<void> {
    const { mapping, onRecord } = this.#settings;
    for (const record of records) onRecord(record);
    const wanted = records.filter((record) => this.#isWanted(record));
    for (let start = 0; start < wanted.length; start += mapping.batchSize) {
      const batch = wanted.slice(start, start + mapping.batchSize);
      await this.#delivery.deliver(batch, (sequence) => shard.keepPosition(sequence));
      if (this.#closed) return shard.reread();
    }
    const last = records.at(-1);
    if (last) shard.keepPosition(sequenceOf(last));
  }

  #isWanted(record: StreamRecord): boolean {
    const { filters } = this.#settings.mapping;
    return filters.length === 0 || filters.some((filter) => matchesPattern(filter, { ...record }));
  }

  /** Shards in the order of their age: a parent is read to its end before its children. */
  async #openShards(): Promise<readonly StreamShard[]> {
    this.#shards = this.#shards.filter((shard) => !shard.hasEnded);
    if (this.#shards.length === 0) this.#shards = await this.#listShards();
    return this.#shards;
  }

  async #listShards(): Promise<StreamShard[]> {
    const { wire, store, tableName, mapping } = this.#settings;
    const { Table } = await wire.table<{ Table: { LatestStreamArn: string } }>('DescribeTable', {
      TableName: tableName,
    });
    const streamArn = Table.LatestStreamArn;
    const shardIds: string[] = [];
    let from: string | undefined;
    do {
      const { StreamDescription } = await wire.stream<{
        StreamDescription: { Shards: { ShardId: string }[]; LastEvaluatedShardId?: string };
      }>('DescribeStream', {
        StreamArn: streamArn,
        ...(from !== undefined && { ExclusiveStartShardId: from }),
      });
      shardIds.push(...StreamDescription.Shards.map(({ ShardId }) => ShardId));
      from = StreamDescription.LastEvaluatedShardId;
    } while (from !== undefined);
    return shardIds
      .map((shardId) => new StreamShard({ wire, store, readerId: mapping.id, streamArn, shardId }))
      .filter((shard) => !shard.hasEnded);
  }
}
