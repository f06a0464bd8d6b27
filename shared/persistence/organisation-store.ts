import type { Agent } from '#shared/domain/agent/agent.ts';
import type {
  OrganisationOutcome,
  OrganisationStore,
  OwnersChange,
} from '#shared/domain/agent/organisation-store.ts';
import type { Member } from '#shared/domain/department/member.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { Unsent } from '#shared/domain/outbound/unsent.ts';
import { findAgentRecord } from './agent-record.ts';
import {
  agentRemovalWrites,
  agentRestorationWrites,
  carrierWrites,
  claimAddress,
  mostMembersAtOnce,
  restoredMemberWrites,
} from './agent-removal.ts';
import { agentThing, newAgentWrites } from './agent-writes.ts';
import * as keys from './keys.ts';
import { listPartition } from './list-partition.ts';
import { isLiving, memberWrites, raiseVersion } from './member-writes.ts';
import { commitNamed, expecting, type NamedWrite, recordWrites } from './named-write.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { unsentThing } from './unsent-thing.ts';
import { put, putOver, remove, update, type Write } from './write.ts';

type OrganisationWrite = NamedWrite<OrganisationOutcome>;

/** @param dueShards shards of the due index, in which invitations and departures wait for their moment. */
export function openOrganisationStore(table: Table, dueShards: number): OrganisationStore {
  const commit = (writes: readonly OrganisationWrite[]) => commitNamed(table, writes, 'saved');
  return {
    find: (agentId) => findAgentRecord(table, agentId),
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
    ...openStaffDoor(table, commit, dueShards),
    change: ({ before, after, owners }, records) =>
      commit([...recordWrites(records), ...agentWrites(before, after), ...ownersWrites(owners)]),
    changeMember: (change, records) =>
      commit([...recordWrites(records), ...expecting(memberWrites(change), 'changed-meanwhile')]),
  };
}

type Commit = (writes: readonly OrganisationWrite[]) => Promise<OrganisationOutcome>;

/** How agents come and go. */
function openStaffDoor(
  table: Table,
  commit: Commit,
  dueShards: number,
): Pick<OrganisationStore, 'create' | 'invite' | 'remove' | 'restore'> {
  return {
    create: ({ agent, presence, owners, invitation }, records) =>
      commit([
        ...recordWrites(records),
        ...expecting(newAgentWrites(agent, presence), 'address-taken'),
        ...expecting(roleWrites(null, agent), 'changed-meanwhile'),
        ...(invitation === null ? [] : expecting([unsentWrite(invitation, dueShards)], 'changed-meanwhile')),
        ...ownersWrites(owners),
      ]),
    invite: (agent, invitation, records) =>
      commit([
        ...recordWrites(records),
        ...expecting([isLiving(agent.id), unsentWrite(invitation, dueShards)], 'changed-meanwhile'),
      ]),
    remove: (removal, records) =>
      commit([
        ...recordWrites(records),
        ...expecting(agentRemovalWrites(removal, dueShards), 'changed-meanwhile'),
        ...ownersWrites(removal.owners),
      ]),
    restore: async (restoration, records) => {
      const surplus = restoration.members.slice(mostMembersAtOnce);
      for (const member of surplus) await table.commit(restoredMemberWrites(member));
      return commit([
        ...recordWrites(records),
        ...expecting([claimAddress(restoration.after)], 'address-taken'),
        ...expecting(agentRestorationWrites(restoration), 'changed-meanwhile'),
        ...ownersWrites(restoration.owners),
      ]);
    },
  };
}

function agentWrites(before: Agent, after: Agent): OrganisationWrite[] {
  const himself = putOver(keys.agentById(after.id), 'agent', {
    ...agentThing(after),
    version: before.version,
  });
  const carried = expecting([himself, ...roleWrites(before, after)], 'changed-meanwhile');
  if (before.email === after.email) return carried;
  return [
    ...carried,
    ...expecting([claimAddress(after)], 'address-taken'),
    ...expecting([remove(keys.agentByMail(before.email))], 'changed-meanwhile'),
  ];
}

/** Whoever deletes a role decides on the version of the configuration that this one ends. */
function roleWrites(before: Agent | null, after: Agent): Write[] {
  const was = before?.roleId ?? null;
  if (was === after.roleId) return [];
  return [
    ...(was === null ? [] : [remove(keys.carrierOf(was, after.id))]),
    ...(after.roleId === null ? [] : carrierWrites(after.roleId, after.id)),
    raiseVersion,
  ];
}

const unsentWrite = (unsent: Unsent, dueShards: number): Write =>
  put(keys.unsentAt(unsent.lane, unsent.order), 'unsent', unsentThing(unsent, dueShards));

function ownersWrites(owners: OwnersChange | null): OrganisationWrite[] {
  if (owners === null) return [];
  const agentIds = ['data', 'agentIds'];
  const write = update(keys.owners, {
    set: [[agentIds, owners.after]],
    when: (names) => `${names.path(agentIds)} = ${names.value(owners.before)}`,
  });
  return expecting([write], 'changed-meanwhile');
}
