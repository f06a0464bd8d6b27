import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import type { Digest } from '#shared/domain/notice/digest.ts';
import type { AddNotices, DigestStore } from '#shared/domain/notice/digest-store.ts';
import type { Unsent } from '#shared/domain/outbound/unsent.ts';
import { isCommitted } from './is-committed.ts';
import { dueKeys, shardOf, unsentAt } from './keys.ts';
import { digestOf, toldOf } from './keys-notice.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { unsentThing } from './unsent-thing.ts';
import { putNew, putOver, type Write } from './write.ts';

/** Longer than a queue keeps what tells of an entry again. */
const toldSeconds = 30 * 86_400;

/** @param dueShards shards of the due index, in which a digest waits for its moment. */
export function openDigestStore(table: Table, dueShards: number): DigestStore {
  return {
    find: async (agentId) => {
      const item = await table.get(digestOf(agentId));
      return item === undefined ? undefined : thingOf<Digest>(item);
    },
    save: (digest, unsent) => {
      const mail = unsent === null ? [] : [unsentWrite(unsent, dueShards)];
      return isCommitted(table, [digestWrite(digest, dueShards), ...mail]);
    },
  };
}

function digestWrite(digest: Digest, dueShards: number): Write {
  const { agentId, version, dueAt } = digest;
  const beside = dueAt === null ? {} : dueKeys({ at: dueAt, sweep: 'wake' }, shardOf(agentId, dueShards));
  const thing = { data: digest, beside };
  return version === 1
    ? putNew(digestOf(agentId), 'digest', thing)
    : putOver(digestOf(agentId), 'digest', { ...thing, version: version - 1 });
}

const unsentWrite = (unsent: Unsent, dueShards: number): Write =>
  putNew(unsentAt(unsent.lane, unsent.order), 'unsent', unsentThing(unsent, dueShards));

export function addNoticesIn(table: Table, dueShards: number): AddNotices {
  return async (changeId, notices) => {
    const [first] = notices;
    if (first === undefined) return;
    const expiresAt = Math.floor(toEpochMs(first.nextAt) / 1000) + toldSeconds;
    const told = putNew(toldOf(changeId), 'told', { data: { changeId }, beside: { expiresAt } });
    await isCommitted(table, [told, ...notices.map((notice) => unsentWrite(notice, dueShards))]);
  };
}
