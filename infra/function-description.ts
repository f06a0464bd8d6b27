import type { QueueName } from './queues.ts';

export type Trigger =
  | { readonly on: 'http' }
  /** Every route of the WebSocket API. */
  | { readonly on: 'live' }
  | { readonly on: 'queue'; readonly queue: QueueName; readonly batchSize: number }
  | { readonly on: 'stream'; readonly batchSize: number; readonly reads: readonly StreamFilter[] }
  | { readonly on: 'schedule'; readonly everyMinutes: number };

/** Which records of the table's stream a function reads; all else never reaches it. */
export interface StreamFilter {
  readonly changes: readonly ('INSERT' | 'MODIFY' | 'REMOVE')[];
  /** Types of the items, by the image that such a change has. */
  readonly image: 'NewImage' | 'OldImage';
  readonly types: readonly string[];
  /** Of these types, only what is of these kinds. */
  readonly kinds?: readonly string[];
}

/** One verb of the table; a transaction counts as the verbs inside it. */
export type TableVerb = 'get' | 'batchGet' | 'query' | 'put' | 'update' | 'delete' | 'check' | 'batchWrite';

/** `linkRead` and `linkWrite` are for presigned links: whoever holds the link acts with the function's right. */
export type ObjectVerb = 'read' | 'write' | 'delete' | 'linkRead' | 'linkWrite';

/** What a function may touch, in words. Grants and environment variables both follow from it. */
export interface Touches {
  readonly table?: readonly TableVerb[];
  /** Names of the indexes that it queries. */
  readonly indexes?: readonly string[];
  readonly rawMail?: readonly ObjectVerb[];
  readonly attachments?: readonly ObjectVerb[];
  readonly sendsTo?: readonly Exclude<QueueName, 'mail-arrived'>[];
  readonly publishes?: boolean;
  readonly sendsMail?: boolean;
  /** Sends over live connections, and ends them. */
  readonly pushes?: boolean;
  /** Unwraps the data key, from which all other keys derive. */
  readonly dataKey?: boolean;
  readonly knows?: readonly SettingName[];
}

/** `attachmentBucket` is for who only names it: who reads or writes there knows it anyway. */
export type SettingName =
  | 'publicUrl'
  | 'mailDomains'
  | 'allowedOrigins'
  | 'dueShards'
  | 'requestsPerMinute'
  | 'issuer'
  | 'liveUrl'
  | 'attachmentBucket';

export interface FunctionDescription {
  readonly name: string;
  /** Holds `function.ts`, and `operations.ts` where the trigger is HTTP. */
  readonly folder: string;
  readonly trigger: Trigger;
  readonly memoryMegabytes: number;
  /** For a function without a queue; with one, the queue says it. */
  readonly timeoutSeconds?: number;
  readonly touches: Touches;
}
