import type { MemberChange } from '#shared/domain/agent/organisation-store.ts';
import type { Member } from '#shared/domain/department/member.ts';
import * as keys from './keys.ts';
import { mustExist, putNew, putOver, remove, removeOver, update, type Write } from './write.ts';

/** A membership stands twice, under the agent and under the department, and his presence names his departments. */
export function memberWrites({ agentId, departmentId, before, after, departmentIds }: MemberChange): Write[] {
  const places = [keys.departmentOfAgent(agentId, departmentId), keys.memberOf(departmentId, agentId)];
  const known = ['data', 'departmentIds'];
  return [
    ...places.map((key) => memberWrite(key, before, after)),
    update(keys.presenceOf(agentId), {
      set: [[known, departmentIds.after]],
      when: (names) => `${names.path(known)} = ${names.value(departmentIds.before)}`,
    }),
    ...(after === null ? [] : [isLiving(agentId), mustExist(keys.configured('DEPARTMENT', departmentId))]),
    // A department is deleted only in a version of the configuration in which nobody was its member.
    raiseVersion,
  ];
}

function memberWrite(key: keys.Key, before: Member | null, after: Member | null): Write {
  if (after === null) return before === null ? remove(key) : removeOver(key, before.version);
  return before === null
    ? putNew(key, 'member', { data: after })
    : putOver(key, 'member', { data: after, version: before.version });
}

export const raiseVersion = update(keys.configurationVersion, { add: [[['data', 'version'], 1]] });

export function isLiving(agentId: string): Write {
  const { pk, sk } = keys.agentById(agentId);
  return {
    ConditionCheck: {
      Key: { pk, sk },
      ConditionExpression: '#data.#deletedAt = :never',
      ExpressionAttributeNames: { '#data': 'data', '#deletedAt': 'deletedAt' },
      ExpressionAttributeValues: { ':never': null },
    },
  };
}
