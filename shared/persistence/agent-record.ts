import type { AgentRecord } from '#shared/domain/agent/organisation-store.ts';
import type { Presence } from '#shared/domain/agent/presence.ts';
import type { Member } from '#shared/domain/department/member.ts';
import * as keys from './keys.ts';
import type { Item, Table } from './table.ts';
import { thingOf, toAgent } from './ticket-item.ts';

/** One consistent read. What lies under an id that is no agent's is nothing. */
export async function findAgentRecord(table: Table, agentId: string): Promise<AgentRecord | undefined> {
  const items = await table.queryAll(keys.everythingOfAgent(agentId));
  const agent = items.find((item) => item['type'] === 'agent');
  const [presence] = thingsOf<Presence>(items, 'load');
  if (agent === undefined || presence === undefined) return undefined;
  return { agent: toAgent(agent), presence, members: thingsOf<Member>(items, 'member') };
}

const thingsOf = <Thing>(items: readonly Item[], type: string) =>
  items.filter((item) => item['type'] === type).map((item) => thingOf<Thing>(item));
