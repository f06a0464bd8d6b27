import type { AgentRemoval } from '#shared/domain/agent/organisation-store.ts';
import type { Member } from '#shared/domain/department/member.ts';
import { agentThing } from './agent-writes.ts';
import { nextVersion } from './configuration-store.ts';
import * as keys from './keys.ts';
import { putOver, remove, update, type Write } from './write.ts';

/** A transaction has at most a hundred writes, and a membership is two of them. */
export const mostMembersAtOnce = 40;

export function removedMemberWrites({ agentId, departmentId }: Member): Write[] {
  return [
    remove(keys.departmentOfAgent(agentId, departmentId)),
    remove(keys.memberOf(departmentId, agentId)),
  ];
}

/** He stays for those who refer to him, offline for good; his address is free again. */
export function agentRemovalWrites({ before, after, members, decidedOn }: AgentRemoval): Write[] {
  const load = ['data', 'ticketLoad'];
  return [
    putOver(keys.agentById(after.id), 'agent', { ...agentThing(after), version: before.version }),
    remove(keys.agentByMail(before.email)),
    update(keys.presenceOf(after.id), {
      set: [
        [['data', 'state'], 'offline'],
        [['data', 'since'], after.updatedAt],
        [['data', 'reason'], null],
        [['data', 'until'], null],
        [['data', 'departmentIds'], []],
      ],
      remove: [['dueShard'], ['dueAt']],
      when: (names) => `${names.path(load)} = ${names.value(0)}`,
    }),
    ...members.slice(0, mostMembersAtOnce).flatMap(removedMemberWrites),
    nextVersion(decidedOn),
  ];
}
