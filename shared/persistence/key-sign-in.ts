import type { ApiKey } from '#shared/domain/access/api-key.ts';
import { SignInRefused } from '#shared/domain/access/sign-in.ts';
import { toEpochMs, toInstant } from '#shared/domain/business-time/instant.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { Holder } from './holder.ts';
import * as keys from './keys.ts';
import { ConditionLost } from './lost-race.ts';
import { findLivingAgent, readPrincipal } from './principal-of.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { update } from './write.ts';

const longestKey = 500;
/** How exactly the last use of a key is known: each use would otherwise be a write. */
const lastUseMs = 3_600_000;

/** Where a key's hash leads. */
interface ApiKeyPointer {
  readonly keyId: string;
  readonly agentId: string;
}

/** Two reads in sequence: where the key's hash leads, then key, agent and memberships side by side, all consistent. */
export async function findKeyHolder(table: Table, secret: string, readAtMs: number): Promise<Holder> {
  if (secret.length > longestKey) throw new SignInRefused('key-too-long');
  const found = await table.get(keys.apiKeyByDigest(keys.digestOfApiKey(secret)));
  if (found === undefined) throw new SignInRefused('key-unknown');
  const { keyId, agentId } = thingOf<ApiKeyPointer>(found);
  const [keyItem, items] = await Promise.all([
    table.get(keys.apiKeyById(keyId)),
    table.queryAll(keys.everythingOfAgent(agentId)),
  ]);
  if (keyItem === undefined) throw new SignInRefused('key-unknown', { agentId, keyId });
  const agent = findLivingAgent(items);
  if (agent === undefined) throw new SignInRefused('agent-deleted', { agentId, keyId });
  const key = thingOf<ApiKey>(keyItem);
  const narrowed = { keyId: key.id, granted: key.permissions };
  return {
    principal: await readPrincipal(table, { agent, items }, narrowed),
    key,
    expiresAtMs: key.expiresAt === null ? null : toEpochMs(key.expiresAt),
    readAtMs,
  };
}

/** Whoever lost the race was told by another request that just did the same; nobody is kept out for it. */
export async function rememberUse(table: Table, key: ApiKey, nowMs: number): Promise<void> {
  if (key.lastUsedAt !== null && nowMs - toEpochMs(key.lastUsedAt) < lastUseMs) return;
  const lastUsedAt = ['data', 'lastUsedAt'];
  const write = update(keys.apiKeyById(key.id), {
    set: [[lastUsedAt, toInstant(nowMs)]],
    when: (names) => `${names.path(lastUsedAt)} = ${names.value(key.lastUsedAt)}`,
  });
  try {
    await table.commit([write]);
  } catch (error) {
    if (!(error instanceof ConditionLost || error instanceof Refusal)) throw error;
  }
}
