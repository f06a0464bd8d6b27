import type { ApiKey } from '#shared/domain/access/api-key.ts';
import type { Agent } from '#shared/domain/agent/agent.ts';
import type { Presence } from '#shared/domain/agent/presence.ts';
import * as keys from './keys.ts';
import { putNew, type Thing, type Write } from './write.ts';

/** A deleted agent stands in no list. */
export function agentThing(agent: Agent): Thing {
  const listed = keys.createdList('AGENTS', agent.createdAt, agent.id);
  return { data: agent, beside: agent.deletedAt === null ? listed : {} };
}

/** A new agent's address, himself and his presence; the first of them fails when somebody has that address. */
export function newAgentWrites(agent: Agent, presence: Presence): Write[] {
  return [
    putNew(keys.agentByMail(agent.email), 'agentMail', { data: { agentId: agent.id } }),
    putNew(keys.agentById(agent.id), 'agent', agentThing(agent)),
    putNew(keys.presenceOf(agent.id), 'load', { data: presence }),
  ];
}

/** A key lies under its id; its hash leads there, and its agent and itself know its hash, so that all can be deleted. */
export function newKeyWrites(key: ApiKey, secret: string): Write[] {
  const digest = keys.digestOfApiKey(secret);
  return [
    putNew(keys.keyRowOf(key.agentId, key.id), 'agentKey', { data: { keyId: key.id, digest } }),
    putNew(keys.apiKeyByDigest(digest), 'apiKeyPointer', { data: { keyId: key.id, agentId: key.agentId } }),
    putNew(keys.apiKeyById(key.id), 'apiKey', {
      data: key,
      beside: { ...keys.createdList('KEYS', key.createdAt, key.id), digest },
    }),
  ];
}
