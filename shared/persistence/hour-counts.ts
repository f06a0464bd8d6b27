import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import { isCommitted } from './is-committed.ts';
import * as keys from './keys.ts';
import type { Table } from './table.ts';
import type { Write } from './write.ts';

const hourSeconds = 3600;

interface HourLimit {
  readonly at: string;
  readonly most: number;
}

/** Counts one more of a subject within its hour; false when there were `most` already. */
export async function countInHour(table: Table, subject: string, limit: HourLimit): Promise<boolean> {
  if (limit.most === 0) return false;
  return isCommitted(table, [countWrite(subject, limit)]);
}

/** One counter for each hour: it expires with the hour after its own. */
function countWrite(subject: string, { at, most }: HourLimit): Write {
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
        ':end': Math.floor(toEpochMs(at) / 1000) + 2 * hourSeconds,
        ':type': 'visits',
      },
    },
  };
}
