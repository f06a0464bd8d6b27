import { type DynamodbWire, WireFault } from '../dynamodb-wire.ts';
import type { PlatformStore } from '../platform-store.ts';
import type { StreamRecord } from './stream-record.ts';

const ended = 'ended';
const iteratorFaults = new Set(['ExpiredIteratorException', 'TrimmedDataAccessException']);

export interface StreamShardSettings {
  readonly wire: DynamodbWire;
  readonly store: PlatformStore;
  readonly readerId: string;
  readonly streamArn: string;
  readonly shardId: string;
}

/**
 * How far one reader has come in one shard. The position is kept only after delivery: after a killed process the
 * records since then are delivered once more, none is left out.
 */
export class StreamShard {
  readonly #settings: StreamShardSettings;
  readonly #name: string;
  #iterator: string | undefined;
  #trimmed = false;
  #caughtUp = false;

  constructor(settings: StreamShardSettings) {
    this.#settings = settings;
    this.#name = `stream ${settings.readerId} ${settings.streamArn} ${settings.shardId}`;
  }

  get hasEnded(): boolean {
    return this.#settings.store.find(this.#name) === ended;
  }

  get position(): string | null {
    return this.#settings.store.find(this.#name) ?? null;
  }

  /** Whether the last read was good and found nothing. */
  get isCaughtUp(): boolean {
    return this.#caughtUp;
  }

  keepPosition(sequence: string): void {
    this.#settings.store.keep(this.#name, sequence);
  }

  /** The next records, an empty list when there are none now. */
  async read(): Promise<readonly StreamRecord[]> {
    this.#caughtUp = false;
    try {
      this.#iterator ??= await this.#openIterator();
      const answer = await this.#settings.wire.stream<{
        Records: StreamRecord[];
        NextShardIterator?: string;
      }>('GetRecords', { ShardIterator: this.#iterator, Limit: 1000 });
      this.#iterator = answer.NextShardIterator;
      if (answer.Records.length === 0 && answer.NextShardIterator === undefined) this.keepPosition(ended);
      this.#caughtUp = answer.Records.length === 0;
      return answer.Records;
    } catch (fault) {
      this.#iterator = undefined;
      if (!(fault instanceof WireFault && iteratorFaults.has(fault.code))) throw fault;
      this.#trimmed = fault.code === 'TrimmedDataAccessException';
      return [];
    }
  }

  /** Forgets what was read and not delivered. */
  reread(): void {
    this.#iterator = undefined;
  }

  /** Without a position the reader starts with the oldest record: the table is made in the same moment as the mapping. */
  async #openIterator(): Promise<string> {
    const { wire, store, streamArn, shardId } = this.#settings;
    const position = this.#trimmed ? undefined : store.find(this.#name);
    this.#trimmed = false;
    const answer = await wire.stream<{ ShardIterator: string }>('GetShardIterator', {
      StreamArn: streamArn,
      ShardId: shardId,
      ...(position === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position }),
    });
    return answer.ShardIterator;
  }
}
