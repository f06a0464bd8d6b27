import type { DistributionMethod } from '../distribution-method.ts';
import { byLongestIdle, firstBy } from '../order.ts';

export const averageUtilization: DistributionMethod = {
  name: 'averageUtilization',
  rule: 'fewest running items',
  choose: (available) =>
    firstBy(available, (one, other) => one.load - other.load || byLongestIdle(one, other)),
};
