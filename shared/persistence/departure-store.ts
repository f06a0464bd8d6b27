import type { Departure, DepartureStore } from '#shared/domain/agent/departure-store.ts';
import type { Member } from '#shared/domain/department/member.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { mostMembersAtOnce, removedMemberWrites } from './agent-removal.ts';
import * as keys from './keys.ts';
import { ConditionLost } from './lost-race.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { mustExist, remove, update, type Write } from './write.ts';

export function openDepartureStore(table: Table): DepartureStore {
  return {
    find: async (agentId) => {
      const item = await table.get(keys.departureOf(agentId));
      return item === undefined ? undefined : thingOf<Departure>(item);
    },
    findFormerMembers: async (agentId) => {
      const item = await table.get(keys.formerMembersOf(agentId));
      return item === undefined ? [] : thingOf<{ members: readonly Member[] }>(item).members;
    },
    endAccess: async (agentId) => {
      const [members, keyRows] = await Promise.all([
        table.queryAll(keys.memberRowsOf(agentId)),
        table.queryAll(keys.keyRowsOf(agentId)),
      ]);
      const ends = [
        ...members.map((item) => removedMemberWrites(thingOf<Member>(item))),
        ...keyRows.map((item) => removedKeyWrites(agentId, thingOf<KeyRow>(item))),
      ];
      for (let at = 0; at < ends.length; at += mostAtOnce) {
        const some = ends.slice(at, at + mostAtOnce).flat();
        await unlessRestored(table, [mustExist(keys.departureOf(agentId)), ...some]);
      }
    },
    postpone: (agentId, at) =>
      unlessRestored(table, [
        update(keys.departureOf(agentId), {
          set: [[['dueAt'], at]],
          when: (names) => `attribute_exists(${names.path(['pk'])})`,
        }),
      ]),
    finish: async (agentId) => table.commit([remove(keys.departureOf(agentId))]),
  };
}

/** A membership is two writes, a key three, and a transaction takes a hundred. */
const mostAtOnce = Math.min(mostMembersAtOnce, 30);

/** Who was restored meanwhile keeps what he has. */
async function unlessRestored(table: Table, writes: readonly Write[]): Promise<void> {
  try {
    await table.commit(writes);
  } catch (error) {
    if (!(error instanceof ConditionLost)) throw error;
  }
}

interface KeyRow {
  readonly keyId: string;
  readonly digest: string;
}

function removedKeyWrites(agentId: AgentId, { keyId, digest }: KeyRow): Write[] {
  return [
    remove(keys.apiKeyByDigest(digest)),
    remove(keys.apiKeyById(keyId)),
    remove(keys.keyRowOf(agentId, keyId)),
  ];
}
