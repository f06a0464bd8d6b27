import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import type { FormStore } from '#shared/domain/inbound/form-store.ts';
import { keptAnswerWrite } from './kept-answers.ts';
import * as keys from './keys.ts';
import { ConditionLost } from './lost-race.ts';
import type { Table } from './table.ts';
import { put, type Write } from './write.ts';

const hourSeconds = 3600;
const daySeconds = 24 * hourSeconds;

const secondsOf = (at: string) => Math.floor(toEpochMs(at) / 1000);

export function openFormStore(table: Table): FormStore {
  return {
    countVisit: (subject, limit) => isHeld(table, [visitWrite(subject, limit)]),
    keepSpam: async ({ sourceId, id, at, body }, keep) => {
      const beside = { expiresAt: secondsOf(at) + daySeconds };
      const spam = put(keys.formSpamAt(sourceId, at, id), 'spam', { data: { sourceId, at, body }, beside });
      const writes = keep === undefined ? [spam] : [spam, keptAnswerWrite(keep)];
      return (await isHeld(table, writes)) ? 'saved' : 'kept-already';
    },
  };
}

/** One counter for each hour: it expires with the hour after its own. */
function visitWrite(subject: string, { at, most }: { at: string; most: number }): Write {
  const { pk, sk } = keys.hourOf(subject, at);
  return {
    Update: {
      Key: { pk, sk },
      UpdateExpression: 'ADD visits :one SET expiresAt = :end, #type = :type',
      ConditionExpression: 'attribute_not_exists(visits) OR visits < :most',
      ExpressionAttributeNames: { '#type': 'type' },
      ExpressionAttributeValues: {
        ':one': 1,
        ':most': most,
        ':end': secondsOf(at) + 2 * hourSeconds,
        ':type': 'visits',
      },
    },
  };
}

/** False when a condition did not hold. */
async function isHeld(table: Table, writes: readonly Write[]): Promise<boolean> {
  try {
    await table.commit(writes);
    return true;
  } catch (error) {
    if (error instanceof ConditionLost) return false;
    throw error;
  }
}
