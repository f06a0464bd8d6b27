import type { QueueSettings } from '../contracts.ts';
import type { EventPattern } from '../event-pattern.ts';

/** Everything that starts a function, as the synthesized templates describe it. */
export interface Wiring {
  readonly functions: readonly FunctionDefinition[];
  readonly routes: readonly RouteDefinition[];
  readonly live: LiveDefinition | null;
  readonly queues: readonly QueueSettings[];
  readonly queueMappings: readonly QueueMapping[];
  readonly streamMappings: readonly StreamMapping[];
  readonly buckets: readonly string[];
  readonly notifications: readonly BucketNotification[];
  readonly inboundMail: InboundMail | null;
  readonly eventBusName: string;
  readonly busRules: readonly BusRule[];
  readonly schedules: readonly ScheduleDefinition[];
  readonly table: TableDefinition;
  /** ARN of the key that wraps the data key. */
  readonly keyId: string;
}

export interface FunctionDefinition {
  readonly name: string;
  readonly codeFolder: string;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly reservedConcurrency: number | null;
}

export interface RouteDefinition {
  /** `GET /v1/tickets/{ticketId}`, `ANY /x/{proxy+}` or `$default`. */
  readonly routeKey: string;
  readonly functionName: string;
}

/** The WebSocket API. */
export interface LiveDefinition {
  readonly apiId: string;
  /** Its path. */
  readonly stage: string;
  readonly routes: readonly {
    readonly routeKey: '$connect' | '$disconnect' | '$default';
    readonly functionName: string;
    /** Whether what the function gives back is sent over the connection. */
    readonly isAnswered: boolean;
  }[];
}

export interface QueueMapping {
  readonly queueName: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly reportsItemFailures: boolean;
  readonly maximumConcurrency: number | null;
}

export interface StreamMapping {
  readonly id: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly filters: readonly EventPattern[];
  readonly bisectsOnError: boolean;
  /** -1 is without end. */
  readonly maximumRetryAttempts: number;
  readonly reportsItemFailures: boolean;
  readonly onFailureQueueName: string | null;
}

export interface BucketNotification {
  readonly bucketName: string;
  readonly queueName: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Where the mail receiver stores what arrives. */
export interface InboundMail {
  readonly bucketName: string;
  readonly keyPrefix: string;
}

export interface BusRule {
  readonly name: string;
  readonly pattern: EventPattern;
  readonly target: {
    readonly kind: 'function' | 'queue';
    readonly name: string;
    readonly groupId: string | null;
  };
}

export interface ScheduleDefinition {
  readonly name: string;
  readonly expression: string;
  readonly functionName: string;
  readonly input: string | null;
  readonly maximumRetryAttempts: number;
  readonly deadLetterQueueName: string | null;
}

export interface TableDefinition {
  readonly name: string;
  readonly createTableInput: Record<string, unknown>;
  readonly ttlAttribute: string;
}
