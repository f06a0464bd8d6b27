import { randomUUID } from 'node:crypto';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { PlatformClock, ServiceSettings } from '#infra/local/contracts.ts';
import { localCredentials } from '#infra/local/services/objects/presigned-link.ts';
import { startServices } from '#infra/local/services/start-services.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import type { Table } from '#shared/persistence/table.ts';
import { type TableIndex, tableDefinition } from '#shared/persistence/table-definition.ts';

/** Noon of the day on which most tests play. */
export const testStartMs = Date.UTC(2026, 10, 21, 12);

export interface TestTable {
  readonly name: string;
  readonly table: Table;
  readonly clock: PlatformClock;
  /** As the functions of a system get it: region, credentials and endpoints. */
  readonly environment: Readonly<Record<string, string>>;
  /** For a client of one's own. */
  readonly clientSettings: DynamoDBClientConfig;
  /** What wraps the data key. */
  readonly keyId: string;
  close(): Promise<void>;
}

const key = (name: string, type: 'HASH' | 'RANGE') => ({ AttributeName: name, KeyType: type });

function projectionOf(carries: TableIndex['carries']) {
  if (carries === 'all') return { ProjectionType: 'ALL' };
  if (carries === 'keys') return { ProjectionType: 'KEYS_ONLY' };
  return { ProjectionType: 'INCLUDE', NonKeyAttributes: [...carries] };
}

/** The table as it is deployed. */
function createTableInput() {
  const indexes: readonly TableIndex[] = tableDefinition.indexes;
  const names = ['pk', 'sk', ...indexes.flatMap(({ hash, range }) => [hash, range])];
  return {
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
    AttributeDefinitions: [...new Set(names)].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: indexes.map(({ name, hash, range, carries }) => ({
      IndexName: name,
      KeySchema: [key(hash, 'HASH'), key(range, 'RANGE')],
      Projection: projectionOf(carries),
    })),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  };
}

function startClock(): PlatformClock {
  let atMs = testStartMs;
  return {
    now: () => atMs,
    moveTo: (nextMs) => {
      atMs = nextMs;
    },
  };
}

/**
 * A table of its own with the services around it, on the embedded engine or on the server that `DYNAMODB_ENDPOINT`
 * names. One write in a hundred meets a conflict, as on AWS.
 */
export async function startTable(changes: Partial<ServiceSettings> = {}): Promise<TestTable> {
  const name = `smista-test-${randomUUID()}`;
  const keyId = 'data-key';
  const clock = startClock();
  const dynamodbEndpoint = process.env['DYNAMODB_ENDPOINT'];
  const services = await startServices({
    clock,
    dataFolder: ':memory:',
    queues: [],
    buckets: [],
    table: { name, ttlAttribute: tableDefinition.timeToLive, createTableInput: createTableInput() },
    eventBusName: 'bus',
    keyId,
    conflictShare: 0.01,
    conflictSeed: 1,
    onBusEvent: () => undefined,
    ...(dynamodbEndpoint === undefined ? {} : { dynamodbEndpoint }),
    ...changes,
  });
  const clientSettings = {
    endpoint: services.environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
    region: 'eu-local-1',
    credentials: localCredentials,
    // A busy machine takes its time; what is tested is not how soon a function gives up.
    requestHandler: { connectionTimeout: 30_000, requestTimeout: 30_000 },
  };
  return {
    name,
    table: openTable(name, clientSettings),
    clock,
    environment: services.environment,
    clientSettings,
    keyId,
    close: () => services.close(),
  };
}
