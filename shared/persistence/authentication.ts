import type { ApiKey } from '#shared/domain/access/api-key.ts';
import { departmentRoleUnder } from '#shared/domain/access/department-role.ts';
import type { Principal } from '#shared/domain/access/principal.ts';
import { permissionsOf } from '#shared/domain/access/role.ts';
import type { Agent } from '#shared/domain/agent/agent.ts';
import { toEpochMs, toInstant } from '#shared/domain/business-time/instant.ts';
import { type Member, servesTickets } from '#shared/domain/department/member.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { Authenticate } from '#shared/lambda/admission.ts';
import { isInNetworks } from '#shared/runtime/networks.ts';
import * as keys from './keys.ts';
import { ConditionLost } from './lost-race.ts';
import type { Item, Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { update } from './write.ts';

/** Half of the minute within which a change of role, scope, membership or a revoked key takes effect. */
const keptMs = 30_000;
const mostKept = 1_000;
const longestToken = 500;
/** How exactly the last use of a key is known: each use would otherwise be a write. */
const lastUseMs = 3_600_000;

interface Holder {
  readonly key: ApiKey;
  readonly principal: Principal;
  readonly readAtMs: number;
}

/** Where a key's hash leads. */
export interface ApiKeyPointer {
  readonly keyId: string;
  readonly agentId: string;
}

/**
 * Who holds an API key. What an instance found it keeps for half a minute of the platform clock; without that it takes
 * two reads in sequence: where the key's hash leads, then key, agent and memberships side by side, all consistent.
 */
export function openAuthentication(table: Table, now: () => number): Authenticate {
  const holderByDigest = new Map<string, Holder>();
  return async (token, { sourceIp }) => {
    const digest = keys.digestOfApiKey(token.length > longestToken ? refuse() : token);
    const known = holderByDigest.get(digest);
    if (known !== undefined && now() - known.readAtMs < keptMs) return admit(known, sourceIp, now());
    holderByDigest.delete(digest);
    const holder = await findHolder(table, digest, now());
    const principal = admit(holder, sourceIp, now());
    if (holderByDigest.size >= mostKept) forgetOldest(holderByDigest);
    holderByDigest.set(digest, holder);
    await rememberUse(table, holder.key, now());
    return principal;
  };
}

function refuse(): never {
  throw new Refusal('unauthorized', 'This key is not valid here.');
}

function forgetOldest(holders: Map<string, unknown>): void {
  for (const digest of holders.keys()) {
    holders.delete(digest);
    return;
  }
}

function admit({ key, principal }: Holder, sourceIp: string, nowMs: number): Principal {
  const hasExpired = key.expiresAt !== null && toEpochMs(key.expiresAt) <= nowMs;
  const isElsewhere = key.allowedNetworks.length > 0 && !isInNetworks(sourceIp, key.allowedNetworks);
  return hasExpired || isElsewhere ? refuse() : principal;
}

async function findHolder(table: Table, digest: string, readAtMs: number): Promise<Holder> {
  const found = await table.get(keys.apiKeyByDigest(digest));
  if (found === undefined) return refuse();
  const pointer = thingOf<ApiKeyPointer>(found);
  const [keyItem, items] = await Promise.all([
    table.get(keys.apiKeyById(pointer.keyId)),
    table.queryAll(keys.everythingOfAgent(pointer.agentId)),
  ]);
  const agent = items.filter((item) => item['type'] === 'agent').map((item) => thingOf<Agent>(item))[0];
  if (keyItem === undefined || agent === undefined || agent.deletedAt !== null) return refuse();
  const key = thingOf<ApiKey>(keyItem);
  return { key, principal: principalOf(agent, key, items), readAtMs };
}

function principalOf(agent: Agent, key: ApiKey, items: readonly Item[]): Principal {
  const members = items.filter((item) => item['type'] === 'member').map((item) => thingOf<Member>(item));
  return {
    agentId: agent.id,
    name: agent.name,
    keyId: key.id,
    role: agent.role,
    scope: agent.scope,
    permissions: permissionsOf(agent.role, key.permissions),
    departmentRoles: new Map(
      members.map(({ departmentId, role }) => [departmentId, departmentRoleUnder(key.permissions, role)]),
    ),
    servedDepartmentIds: new Set(members.filter(servesTickets).map(({ departmentId }) => departmentId)),
    onlyToSolve: agent.onlyToSolve,
  };
}

/** Whoever lost the race was told by another request that just did the same; nobody is kept out for it. */
async function rememberUse(table: Table, key: ApiKey, nowMs: number): Promise<void> {
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
