import type { Unsent } from '#shared/domain/outbound/unsent.ts';
import { dueKeys, shardOf } from './keys.ts';
import type { Thing } from './write.ts';

/** An unsent message stands in the due index until it is gone: a retry is its next moment. */
export function unsentThing(unsent: Unsent, dueShards: number): Thing {
  return {
    data: unsent,
    beside: dueKeys({ at: unsent.nextAt, sweep: 'wake' }, shardOf(unsent.lane, dueShards)),
  };
}
