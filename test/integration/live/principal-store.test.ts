import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiKey } from '#shared/domain/access/api-key.ts';
import * as keys from '#shared/persistence/keys.ts';
import { openPrincipalStore } from '#shared/persistence/principal-store.ts';
import { put } from '#shared/persistence/write.ts';
import { anAgent, atMinute } from '#test/support/builders.ts';
import { startTable, type TestTable, testStartMs } from '#test/support/table.ts';

let table: TestTable;
beforeAll(async () => {
  table = await startTable();
  const key: ApiKey = {
    id: 'key_net',
    version: 1,
    createdAt: atMinute(0),
    updatedAt: atMinute(0),
    name: 'Office',
    agentId: 'agt_ada',
    permissions: null,
    expiresAt: null,
    allowedNetworks: ['203.0.113.0/24'],
    lastUsedAt: null,
  };
  await table.table.commit([put(keys.agentById('agt_ada'), 'agent', { data: anAgent('agt_ada') })]);
  await table.table.commit([put(keys.apiKeyById(key.id), 'apiKey', { data: key })]);
});
afterAll(() => table.close());

describe('who came with a key of certain networks', () => {
  it.each([
    ['203.0.113.7', true],
    ['198.51.100.1', false],
    [undefined, true],
  ])('is let in from %s: %s', async (sourceIp, isLetIn) => {
    const store = openPrincipalStore(table.table, () => testStartMs);

    const found = await store.find({ agentId: 'agt_ada', keyId: 'key_net' }, sourceIp);

    expect(found !== undefined).toBe(isLetIn);
  });
});
