import type { DistributionMethod } from '../distribution-method.ts';
import { byLongestIdle, firstBy } from '../order.ts';

export const priority: DistributionMethod = {
  name: 'priority',
  rule: 'lowest priority number, then longest idle',
  choose: (available) =>
    firstBy(available, (one, other) => one.priority - other.priority || byLongestIdle(one, other)),
};
