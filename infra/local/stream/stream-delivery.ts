import { parseItemFailures } from '../item-failures.ts';
import type { InvocationResult, Invoke } from '../lambda/invocation.ts';
import { arnOf, localRegion } from '../template/aws-names.ts';
import type { StreamMapping } from '../template/wiring.ts';
import { type StreamRecord, sequenceOf } from './stream-record.ts';

export interface StreamDeliverySettings {
  readonly mapping: StreamMapping;
  readonly tableName: string;
  readonly invoke: Invoke;
  readonly sendToQueue: (queueName: string, body: string) => void;
  readonly isClosed: () => boolean;
  readonly now: () => number;
}

interface Work {
  readonly records: readonly StreamRecord[];
  /** Failures of exactly this batch; splitting it does not count, as on AWS. */
  readonly failures: number;
}

const longestPauseMs = 1000;

const pauseAfter = (failures: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.min(longestPauseMs, 25 * 2 ** failures)));

/** Brings one batch of a shard to its function, in order and without leaving a record out. */
export class StreamDelivery {
  readonly #settings: StreamDeliverySettings;

  constructor(settings: StreamDeliverySettings) {
    this.#settings = settings;
  }

  /** `onDone` hears the sequence number up to which nothing has to be delivered again. */
  async deliver(records: readonly StreamRecord[], onDone: (sequence: string) => void): Promise<void> {
    const open: Work[] = [{ records, failures: 0 }];
    for (let work = open.shift(); work; work = open.shift()) {
      const result = await this.#invoke(work.records);
      if (this.#settings.isClosed()) return;
      const rest = await this.#restOf(work, result);
      open.unshift(...rest);
      const done = work.records
        .slice(0, work.records.length - rest.flatMap((each) => each.records).length)
        .at(-1);
      if (done) onDone(sequenceOf(done));
    }
  }

  #invoke(records: readonly StreamRecord[]): Promise<InvocationResult> {
    const { invoke, mapping, tableName } = this.#settings;
    const eventSourceARN = arnOf('dynamodb', `table/${tableName}/stream/local`);
    const Records = records.map((record) => ({ ...record, awsRegion: localRegion, eventSourceARN }));
    return invoke(mapping.functionName, { Records });
  }

  async #restOf(work: Work, result: InvocationResult): Promise<Work[]> {
    const failedAt = this.#firstFailure(work.records, result);
    if (failedAt < 0) return [];
    if (failedAt > 0) return [{ records: work.records.slice(failedAt), failures: 1 }];
    const tooLarge = !result.ok && result.failure.kind === 'too-large';
    if (work.records.length > 1 && (this.#settings.mapping.bisectsOnError || tooLarge)) return halves(work);
    return this.#again(work, result);
  }

  /** -1 when the whole batch is done. */
  #firstFailure(records: readonly StreamRecord[], result: InvocationResult): number {
    if (!result.ok) return 0;
    if (!this.#settings.mapping.reportsItemFailures) return -1;
    const failures = parseItemFailures(result.payload, new Set(records.map(sequenceOf)));
    if (failures === null) return 0;
    const failed = new Set(failures);
    return records.findIndex((record) => failed.has(sequenceOf(record)));
  }

  async #again(work: Work, result: InvocationResult): Promise<Work[]> {
    const { maximumRetryAttempts, onFailureQueueName } = this.#settings.mapping;
    const failures = work.failures + 1;
    if (maximumRetryAttempts >= 0 && failures > maximumRetryAttempts) {
      if (onFailureQueueName)
        this.#settings.sendToQueue(onFailureQueueName, this.#letter(work.records, result, failures));
      return [];
    }
    await pauseAfter(failures);
    return [{ ...work, failures }];
  }

  /** A destination gets where the records are, not the records. */
  #letter(records: readonly StreamRecord[], result: InvocationResult, invocations: number): string {
    const { mapping, tableName, now } = this.#settings;
    const [first] = records;
    const last = records.at(-1);
    const arrival = (record: StreamRecord | undefined): string =>
      new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
    return JSON.stringify({
      version: '1.0',
      timestamp: new Date(now()).toISOString(),
      requestContext: {
        requestId: result.requestId,
        functionArn: arnOf('lambda', `function:${mapping.functionName}`),
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: invocations,
      },
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        functionError: result.ok ? null : 'Unhandled',
      },
      DDBStreamBatchInfo: {
        shardId: 'local',
        startSequenceNumber: first?.dynamodb.SequenceNumber,
        endSequenceNumber: last?.dynamodb.SequenceNumber,
        approximateArrivalOfFirstRecord: arrival(first),
        approximateArrivalOfLastRecord: arrival(last),
        batchSize: records.length,
        streamArn: arnOf('dynamodb', `table/${tableName}/stream/local`),
      },
    });
  }
}

function halves({ records, failures }: Work): Work[] {
  const middle = Math.ceil(records.length / 2);
  return [
    { records: records.slice(0, middle), failures },
    { records: records.slice(middle), failures },
  ];
}
