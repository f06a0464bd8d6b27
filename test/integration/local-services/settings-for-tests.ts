import type { PlatformClock, QueueSettings, ServiceSettings, Services } from '#infra/local/contracts.ts';
import { localCredentials } from '#infra/local/services/objects/presigned-link.ts';

export const minute = 60_000;

export function aClock(startMs = Date.now()): PlatformClock {
  let atMs = startMs;
  return {
    now: () => atMs,
    moveTo: (next) => {
      atMs = Math.max(atMs, next);
    },
  };
}

export function aQueue(name: string, changes: Partial<QueueSettings> = {}): QueueSettings {
  return {
    name,
    fifo: name.endsWith('.fifo'),
    visibilitySeconds: 30,
    delaySeconds: 0,
    retentionSeconds: 4 * 24 * 3600,
    contentBasedDeduplication: false,
    ...changes,
  };
}

const key = (name: string, type: 'HASH' | 'RANGE') => ({ AttributeName: name, KeyType: type });

export const aTable: ServiceSettings['table'] = {
  name: 'things',
  ttlAttribute: 'expiresAt',
  createTableInput: {
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
    AttributeDefinitions: ['pk', 'sk', 'owner'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    GlobalSecondaryIndexes: [
      { IndexName: 'by-owner', KeySchema: [key('owner', 'HASH')], Projection: { ProjectionType: 'ALL' } },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  },
};

export function someSettings(changes: Partial<ServiceSettings> = {}): ServiceSettings {
  return {
    clock: aClock(),
    dataFolder: ':memory:',
    queues: [],
    buckets: ['files'],
    table: aTable,
    eventBusName: 'bus',
    keyId: 'data-key',
    conflictShare: 0,
    conflictSeed: 1,
    onBusEvent: () => undefined,
    ...changes,
  };
}

/** As the SDK of a function finds its endpoint, without touching this process's environment. */
export function clientSettings(services: Services, service: string) {
  const endpoint = services.environment[`AWS_ENDPOINT_URL_${service}`] ?? '';
  return { endpoint, region: 'eu-local-1', credentials: localCredentials, maxAttempts: 1 };
}
