import type { Departure } from '#shared/domain/agent/departure-store.ts';
import type { AgentRemoval, AgentRestoration } from '#shared/domain/agent/organisation-store.ts';
import type { Member } from '#shared/domain/department/member.ts';
import { agentThing } from './agent-writes.ts';
import { nextVersion } from './configuration-items.ts';
import * as keys from './keys.ts';
import { mustExist, put, putNew, putOver, remove, update, type Write } from './write.ts';

/** A transaction has at most a hundred writes, and a membership is two of them. */
export const mostMembersAtOnce = 40;

export function removedMemberWrites({
  agentId,
  departmentId,
}: Pick<Member, 'agentId' | 'departmentId'>): Write[] {
  return [
    remove(keys.departmentOfAgent(agentId, departmentId)),
    remove(keys.memberOf(departmentId, agentId)),
  ];
}

export function restoredMemberWrites(member: Member): Write[] {
  const { agentId, departmentId } = member;
  return [
    put(keys.departmentOfAgent(agentId, departmentId), 'member', { data: member }),
    put(keys.memberOf(departmentId, agentId), 'member', { data: member }),
  ];
}

/**
 * He stays for those who refer to him, offline for good; his address is free again. What a transaction does not hold of
 * his memberships, his departure ends.
 */
export function agentRemovalWrites(
  { before, after, members, decidedOn }: AgentRemoval,
  dueShards: number,
): Write[] {
  const departure: Departure = { agentId: after.id, deletedAt: after.updatedAt };
  const due = keys.dueKeys({ at: after.updatedAt, sweep: 'wake' }, keys.shardOf(after.id, dueShards));
  return [
    putOver(keys.agentById(after.id), 'agent', { ...agentThing(after), version: before.version }),
    remove(keys.agentByMail(before.email)),
    offline(after.id, { at: after.updatedAt, departmentIds: [] }),
    ...(before.roleId === null ? [] : [remove(keys.carrierOf(before.roleId, before.id))]),
    put(keys.formerMembersOf(after.id), 'formerMembers', { data: { members } }),
    put(keys.departureOf(after.id), 'departure', { data: departure, beside: due }),
    ...members.slice(0, mostMembersAtOnce).flatMap(removedMemberWrites),
    nextVersion({ decidedOn, changed: [] }),
  ];
}

/** His tickets stay where they are by now. */
export function agentRestorationWrites({ before, after, members, decidedOn }: AgentRestoration): Write[] {
  const departmentIds = members.map(({ departmentId }) => departmentId);
  return [
    putOver(keys.agentById(after.id), 'agent', { ...agentThing(after), version: before.version }),
    offline(after.id, { at: after.updatedAt, departmentIds }),
    ...(after.roleId === null ? [] : carrierWrites(after.roleId, after.id)),
    remove(keys.formerMembersOf(after.id)),
    remove(keys.departureOf(after.id)),
    ...members.slice(0, mostMembersAtOnce).flatMap(restoredMemberWrites),
    nextVersion({ decidedOn, changed: [] }),
  ];
}

/** A role is deleted only in a version of the configuration in which nobody carried it. */
export function carrierWrites(roleId: string, agentId: string): Write[] {
  return [
    put(keys.carrierOf(roleId, agentId), 'carrier', { data: { roleId, agentId } }),
    mustExist(keys.configured('ROLE', roleId)),
  ];
}

export const claimAddress = (agent: { id: string; email: string }): Write =>
  putNew(keys.agentByMail(agent.email), 'agentMail', { data: { agentId: agent.id } });

function offline(
  agentId: string,
  { at, departmentIds }: { at: string; departmentIds: readonly string[] },
): Write {
  return update(keys.presenceOf(agentId), {
    set: [
      [['data', 'state'], 'offline'],
      [['data', 'since'], at],
      [['data', 'reason'], null],
      [['data', 'until'], null],
      [['data', 'departmentIds'], departmentIds],
    ],
    remove: [['dueShard'], ['dueAt']],
  });
}
