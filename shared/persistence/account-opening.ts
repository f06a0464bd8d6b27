import type { AccountOpening, FirstThings } from '#shared/domain/account/open-account.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { newAgentWrites, newKeyWrites } from './agent-writes.ts';
import { isCommitted } from './is-committed.ts';
import * as keys from './keys.ts';
import type { WrappedKey } from './master-keys.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { putNew, type Write } from './write.ts';

export function openAccountOpening(table: Table): AccountOpening {
  return {
    open: async (things, secret) => {
      if ((await table.get(keys.configurationVersion)) !== undefined) return 'exists';
      return (await isCommitted(table, firstWrites(things, secret))) ? 'opened' : 'exists';
    },
    isKnownKey: async (secret) => {
      const digest = keys.digestOfApiKey(secret);
      return (await table.get(keys.apiKeyByDigest(digest))) !== undefined;
    },
    listOwnerIds: async () => {
      const item = await table.get(keys.owners);
      return item === undefined ? [] : thingOf<{ agentIds: AgentId[] }>(item).agentIds;
    },
    addKey: async (key, secret) => {
      await isCommitted(table, newKeyWrites(key, secret));
    },
  };
}

function firstWrites({ settings, department, owner, presence, key }: FirstThings, secret: string): Write[] {
  return [
    putNew(keys.configurationVersion, 'version', { data: { version: 1 } }),
    putNew(keys.configured('SETTINGS', settings.id), 'settings', { data: settings }),
    putNew(keys.configured('DEPARTMENT', department.id), 'department', { data: department }),
    putNew(keys.owners, 'owners', { data: { agentIds: [owner.id] } }),
    ...newAgentWrites(owner, presence),
    ...newKeyWrites(key, secret),
  ];
}

/** The wrapped data key, from which all others derive: made once for good, whoever comes first. */
export async function keepDataKey(table: Table, makeWrapped: () => Promise<string>): Promise<void> {
  if ((await table.get(keys.dataKey)) !== undefined) return;
  const data: WrappedKey = { wrapped: await makeWrapped(), previous: null };
  await isCommitted(table, [putNew(keys.dataKey, 'dataKey', { data })]);
}
