import type { PresenceState, PresenceStore } from '#shared/domain/agent/presence-store.ts';
import * as keys from './keys.ts';
import { commitNamed, expecting } from './named-write.ts';
import type { Table } from './table.ts';
import { update, type Write } from './write.ts';

/** @param dueShards shards of the due index, in which a break with an end waits for it. */
export function openPresenceStore(table: Table, dueShards: number): PresenceStore {
  return {
    save: ({ before, after }) => {
      const write = presenceWrite(before, after, keys.shardOf(after.agentId, dueShards));
      return commitNamed<'saved' | 'changed-meanwhile'>(
        table,
        expecting([write], 'changed-meanwhile'),
        'saved',
      );
    },
  };
}

/** Load and departments change beside it, so only what was asked for is set. */
function presenceWrite(before: PresenceState, after: PresenceState, shard: number): Write {
  const due = after.until === null ? null : keys.dueKeys({ at: after.until, sweep: 'wake' }, shard);
  const state = ['data', 'state'];
  const since = ['data', 'since'];
  return update(keys.presenceOf(after.agentId), {
    set: [
      [state, after.state],
      [['data', 'reason'], after.reason],
      [['data', 'until'], after.until],
      [since, after.since],
      ...Object.entries(due ?? {}).map(([name, value]) => [[name], value] as const),
    ],
    remove: due === null ? [['dueShard'], ['dueAt']] : [],
    when: (names) =>
      `${names.path(state)} = ${names.value(before.state)} AND ${names.path(since)} = ${names.value(before.since)}`,
  });
}
