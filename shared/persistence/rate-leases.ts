import { type RateBudgets, type RateLeases, RateLimits } from '#shared/domain/access/rate-limit.ts';
import { isCommitted } from './is-committed.ts';
import * as keys from './keys.ts';
import type { Table } from './table.ts';

/** A minute's record is forgotten some minutes later. */
const keptMinutes = 10;

export const openLimits = (table: Table, budgets: RateBudgets, now: () => number): RateLimits =>
  new RateLimits(openRateLeases(table), budgets, now);

/** One item for each subject and minute; a lease fits under the budget or is not granted. */
function openRateLeases(table: Table): RateLeases {
  return {
    lease: async (subject, minute, { count, budget }) => {
      const { pk, sk } = keys.rateOf(`${subject.kind} ${subject.id}`, minute);
      const lease = {
        Key: { pk, sk },
        UpdateExpression: 'ADD leased :count SET expiresAt = :end, #type = :type',
        ConditionExpression: 'attribute_not_exists(leased) OR leased <= :most',
        ExpressionAttributeNames: { '#type': 'type' },
        ExpressionAttributeValues: {
          ':count': count,
          ':most': budget - count,
          ':end': (minute + keptMinutes) * 60,
          ':type': 'rate',
        },
      };
      return isCommitted(table, [{ Update: lease }]);
    },
  };
}
