import type { Agent } from '#shared/domain/agent/agent.ts';
import type { AgentStore } from '#shared/domain/agent/agent-store.ts';
import type { Presence } from '#shared/domain/agent/presence.ts';
import type { Member } from '#shared/domain/department/member.ts';
import { findAgentRecord } from './agent-record.ts';
import * as keys from './keys.ts';
import { listCreated } from './list-created.ts';
import type { Table } from './table.ts';
import { thingOf, toAgent } from './ticket-item.ts';

export function openAgentStore(table: Table): AgentStore {
  return {
    find: async (id) => {
      const item = await table.get(keys.agentById(id));
      return item === undefined ? undefined : toAgent(item);
    },
    findRecord: (id) => findAgentRecord(table, id),
    list: (page) =>
      listCreated<Agent>(table, { kind: 'AGENTS', keyOf: keys.agentById, toThing: toAgent }, page),
    findMany: async (ids) => (await table.getMany([...new Set(ids)].map(keys.agentById))).map(toAgent),
    listMembers: async (departmentId) =>
      (await table.queryAll(keys.membersOf(departmentId))).map((item) => thingOf<Member>(item)),
    getPresences: async (ids) => {
      const items = await table.getMany([...new Set(ids)].map(keys.presenceOf));
      const presences = items.map((item) => thingOf<Presence>(item));
      return new Map(presences.map((presence) => [presence.agentId, presence]));
    },
  };
}
