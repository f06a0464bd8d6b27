import type { ApiKey } from '#shared/domain/access/api-key.ts';
import type { PrincipalStore } from '#shared/domain/access/principal-store.ts';
import { keyIdOfTokens } from '#shared/domain/access/sign-in.ts';
import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import { isInNetworks } from '#shared/runtime/networks.ts';
import * as keys from './keys.ts';
import { findLivingAgent, readPrincipal } from './principal-of.ts';
import type { Item, Table } from './table.ts';
import { thingOf } from './ticket-item.ts';

/** All of it read at once and consistently, each time. */
export function openPrincipalStore(table: Table, now: () => number): PrincipalStore {
  return {
    find: async ({ agentId, keyId }, sourceIp) => {
      const isToken = keyId === keyIdOfTokens(agentId);
      const [items, keyItem] = await Promise.all([
        table.queryAll(keys.everythingOfAgent(agentId)),
        isToken ? undefined : table.get(keys.apiKeyById(keyId)),
      ]);
      const agent = findLivingAgent(items);
      if (agent === undefined || !(isToken || isValid(keyItem, { nowMs: now(), sourceIp }))) return undefined;
      const granted = keyItem === undefined ? null : thingOf<ApiKey>(keyItem).permissions;
      return readPrincipal(table, { agent, items }, { keyId, granted });
    },
  };
}

function isValid(
  keyItem: Item | undefined,
  { nowMs, sourceIp }: { readonly nowMs: number; readonly sourceIp: string | undefined },
): boolean {
  if (keyItem === undefined) return false;
  const { expiresAt, allowedNetworks } = thingOf<ApiKey>(keyItem);
  const isFromThere =
    sourceIp === undefined || allowedNetworks.length === 0 || isInNetworks(sourceIp, allowedNetworks);
  return isFromThere && (expiresAt === null || toEpochMs(expiresAt) > nowMs);
}
