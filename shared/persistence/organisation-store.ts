import type { Agent } from '#shared/domain/agent/agent.ts';
import type {
  AgentRecord,
  OrganisationOutcome,
  OrganisationStore,
  OwnersChange,
} from '#shared/domain/agent/organisation-store.ts';
import type { Presence } from '#shared/domain/agent/presence.ts';
import type { Member } from '#shared/domain/department/member.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { agentRemovalWrites, mostMembersAtOnce, removedMemberWrites } from './agent-removal.ts';
import { agentThing, newAgentWrites } from './agent-writes.ts';
import * as keys from './keys.ts';
import { listCreated } from './list-created.ts';
import { listPartition } from './list-partition.ts';
import { memberWrites } from './member-writes.ts';
import { commitNamed, expecting, type NamedWrite, recordWrites } from './named-write.ts';
import type { Item, Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { putNew, putOver, remove, update } from './write.ts';

type OrganisationWrite = NamedWrite<OrganisationOutcome>;

export function openOrganisationStore(table: Table): OrganisationStore {
  const commit = (writes: readonly OrganisationWrite[]) => commitNamed(table, writes, 'saved');
  return {
    find: async (agentId) => toRecord(await table.queryAll(keys.everythingOfAgent(agentId))),
    listAgents: (page) => listCreated<Agent>(table, { kind: 'AGENTS', keyOf: keys.agentById }, page),
    findMember: async (departmentId, agentId) => {
      const item = await table.get(keys.memberOf(departmentId, agentId));
      return item === undefined ? undefined : thingOf<Member>(item);
    },
    listMembers: async (departmentId, page) =>
      listPartition<Member>(table, keys.membersOf(departmentId), page),
    listOwnerIds: async () => {
      const item = await table.get(keys.owners);
      return item === undefined ? [] : thingOf<{ agentIds: AgentId[] }>(item).agentIds;
    },
    create: ({ agent, presence, owners }, records) =>
      commit([
        ...recordWrites(records),
        ...expecting(newAgentWrites(agent, presence), 'address-taken'),
        ...ownersWrites(owners),
      ]),
    change: ({ before, after, owners }, records) =>
      commit([...recordWrites(records), ...agentWrites(before, after), ...ownersWrites(owners)]),
    remove: async (removal, records) => {
      const surplus = removal.members.slice(mostMembersAtOnce);
      for (const member of surplus) await table.commit(removedMemberWrites(member));
      return commit([
        ...recordWrites(records),
        ...expecting(agentRemovalWrites(removal), 'changed-meanwhile'),
        ...ownersWrites(removal.owners),
      ]);
    },
    changeMember: (change, records) =>
      commit([...recordWrites(records), ...expecting(memberWrites(change), 'changed-meanwhile')]),
  };
}

/** What lies under an id that is no agent's is nothing. */
function toRecord(items: readonly Item[]): AgentRecord | undefined {
  const [agent] = thingsOf<Agent>(items, 'agent');
  const [presence] = thingsOf<Presence>(items, 'load');
  if (agent === undefined || presence === undefined) return undefined;
  return { agent, presence, members: thingsOf<Member>(items, 'member') };
}

const thingsOf = <Thing>(items: readonly Item[], type: string) =>
  items.filter((item) => item['type'] === type).map((item) => thingOf<Thing>(item));

function agentWrites(before: Agent, after: Agent): OrganisationWrite[] {
  const himself = putOver(keys.agentById(after.id), 'agent', {
    ...agentThing(after),
    version: before.version,
  });
  if (before.email === after.email) return expecting([himself], 'changed-meanwhile');
  const claim = putNew(keys.agentByMail(after.email), 'agentMail', { data: { agentId: after.id } });
  return [
    ...expecting([himself], 'changed-meanwhile'),
    ...expecting([claim], 'address-taken'),
    ...expecting([remove(keys.agentByMail(before.email))], 'changed-meanwhile'),
  ];
}

function ownersWrites(owners: OwnersChange | null): OrganisationWrite[] {
  if (owners === null) return [];
  const agentIds = ['data', 'agentIds'];
  const write = update(keys.owners, {
    set: [[agentIds, owners.after]],
    when: (names) => `${names.path(agentIds)} = ${names.value(owners.before)}`,
  });
  return expecting([write], 'changed-meanwhile');
}
