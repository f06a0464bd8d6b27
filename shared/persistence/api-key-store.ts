import type { ApiKey } from '#shared/domain/access/api-key.ts';
import type { ApiKeyStore } from '#shared/domain/access/api-key-store.ts';
import { newKeyWrites } from './agent-writes.ts';
import * as keys from './keys.ts';
import { listCreated } from './list-created.ts';
import { isLiving } from './member-writes.ts';
import { commitNamed, expecting, type NamedWrite, recordWrites } from './named-write.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { remove, removeExisting, type Write } from './write.ts';

type Outcome = 'saved' | 'changed-meanwhile' | 'kept-already';

export function openApiKeyStore(table: Table): ApiKeyStore {
  const commit = (writes: readonly NamedWrite<Outcome>[]) => commitNamed<Outcome>(table, writes, 'saved');
  return {
    find: async (id) => {
      const item = await table.get(keys.apiKeyById(id));
      return item === undefined ? undefined : thingOf<ApiKey>(item);
    },
    list: (page) => listCreated<ApiKey>(table, { kind: 'KEYS', keyOf: keys.apiKeyById }, page),
    create: (key, secret, records) =>
      commit([
        ...recordWrites(records),
        ...expecting([...newKeyWrites(key, secret), isLiving(key.agentId)], 'changed-meanwhile'),
      ]),
    remove: async (key, records) => {
      const writes = expecting(await removalWrites(table, key), 'changed-meanwhile');
      return commit([...recordWrites(records), ...writes]);
    },
  };
}

/** The key, what its hash led to, and its agent's row of it. */
async function removalWrites(table: Table, { id: keyId, agentId }: ApiKey): Promise<Write[]> {
  const item = await table.get(keys.apiKeyById(keyId));
  const pointer = item === undefined ? [] : [remove(keys.apiKeyByDigest(String(item['digest'])))];
  return [removeExisting(keys.apiKeyById(keyId)), remove(keys.keyRowOf(agentId, keyId)), ...pointer];
}
