import type { IncomingMessage, ServerResponse } from 'node:http';

/** What the parts of the local platform promise one another. Times are epoch milliseconds of the platform clock. */

export interface PlatformClock {
  now(): number;
  /** Moves time forward; it never goes back. */
  moveTo(atMs: number): void;
}

export interface QueueSettings {
  readonly name: string;
  readonly fifo: boolean;
  readonly visibilitySeconds: number;
  readonly delaySeconds: number;
  readonly retentionSeconds: number;
  readonly contentBasedDeduplication: boolean;
  readonly deadLetter?: { readonly queueName: string; readonly maxReceiveCount: number };
}

export interface QueuedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly groupId: string | null;
  readonly deduplicationId: string | null;
  readonly sequenceNumber: string | null;
  readonly attributes: Readonly<Record<string, { readonly type: string; readonly value: string }>>;
  readonly sentAtMs: number;
  readonly firstReceivedAtMs: number;
  readonly receiveCount: number;
}

export interface OutgoingMessage {
  readonly body: string;
  readonly delaySeconds?: number;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  readonly attributes?: QueuedMessage['attributes'];
}

/** SQS as its consumers see it: durable (SQLite), FIFO groups in order, one batch of a group in flight at a time. */
export interface Queues {
  readonly settings: readonly QueueSettings[];
  send(queueName: string, message: OutgoingMessage): { messageId: string; sequenceNumber: string | null };
  /** For a FIFO queue all messages of one batch belong to one group, as an event source mapping delivers them. */
  receive(queueName: string, most: number): QueuedMessage[];
  delete(queueName: string, receiptHandle: string): void;
  changeVisibility(queueName: string, receiptHandle: string, seconds: number): void;
  /** When the next delayed or invisible message of any queue becomes visible; null when there is none. */
  nextVisibleAtMs(): number | null;
  /** Messages that could be received now, in flight now, and waiting for a time; dead-letter queues count nowhere else. */
  depth(queueName: string): { visible: number; inFlight: number; delayed: number };
  /** Called after every change that may have made a message visible. */
  onVisible(listener: (queueName: string) => void): void;
  close(): void;
}

export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  readonly sizeBytes: number;
  readonly eTag: string;
  readonly sequencer: string;
}

/** S3 over files: an object is whole and synced to disk before `put` returns. */
export interface Objects {
  put(
    bucket: string,
    key: string,
    content: { bytes: Uint8Array; contentType?: string },
  ): Promise<StoredObject>;
  get(
    bucket: string,
    key: string,
  ): Promise<{ bytes: Uint8Array; contentType: string; eTag: string } | undefined>;
  delete(bucket: string, key: string): Promise<void>;
  onCreated(listener: (object: StoredObject) => void | Promise<void>): void;
}

export interface OutboxItem {
  readonly id: string;
  readonly at: string;
  readonly kind: 'mail' | 'http';
  readonly ticketId: string | null;
  readonly messageId: string | null;
  readonly status: number;
  readonly mail?: {
    from: string;
    to: string[];
    cc: string[];
    bcc: string[];
    subject: string;
    headers: Record<string, string>;
    text: string | null;
    html: string | null;
    raw: string;
    automatic: boolean;
  };
  readonly request?: { method: string; url: string; headers: Record<string, string>; body: string };
}

export interface ProviderAnswer {
  readonly urlContains: string;
  /** 0 is a broken connection. */
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly times: number;
}

/** What left for mail and providers, newest first, and what they shall answer next. */
export interface Outbox {
  list(): OutboxItem[];
  answer(answer: ProviderAnswer): void;
  forgetAnswers(): void;
}

/** The engine behind DynamoDB's wire protocol, with its clock-driven expiry. */
export interface TableEngine {
  readonly endpoint: string;
  /** Deletes items whose TTL attribute lies before `nowMs`; the stream shows the deletions. */
  sweepExpired(nowMs: number): Promise<number>;
  /** Forgets stream records before this sequence number: all of them must have been read. The newest always stays. */
  trimStream(beforeSequenceNumber: string): void;
  /** Another one after each write; null where only asking for records tells. */
  version(): number | null;
  close(): Promise<void>;
}

/** One call of a function to AWS, as it went over the wire. */
export interface ServiceCall {
  readonly functionName: string;
  /** `dynamodb`, `sqs`, `s3`, `events`, `ses`, `kms` or `execute-api`. */
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export type RecordCall = (call: ServiceCall) => void;

export interface ServiceSettings {
  readonly clock: PlatformClock;
  /** `:memory:` keeps nothing. */
  readonly dataFolder: string;
  readonly queues: readonly QueueSettings[];
  readonly buckets: readonly string[];
  readonly table: {
    readonly name: string;
    readonly createTableInput: Record<string, unknown>;
    readonly ttlAttribute: string;
  };
  readonly eventBusName: string;
  readonly keyId: string;
  /** Share of writes answered with a transaction conflict, drawn from `conflictSeed`. */
  readonly conflictShare: number;
  readonly conflictSeed: number;
  /** Names a DynamoDB-compatible server to use instead of the embedded engine. */
  readonly dynamodbEndpoint?: string;
  readonly recordCall?: RecordCall;
  /** Answers what functions ask of live connections. */
  readonly answerConnections?: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
  readonly onBusEvent: (event: Record<string, unknown>) => void;
}

export interface Services {
  readonly queues: Queues;
  readonly objects: Objects;
  readonly outbox: Outbox;
  readonly engine: TableEngine;
  /** Environment that points AWS clients (and captured fetches: SMISTA_EGRESS_URL) to these services. */
  readonly environment: Readonly<Record<string, string>>;
  queueUrl(queueName: string): string;
  close(): Promise<void>;
}
