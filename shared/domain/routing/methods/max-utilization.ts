import type { DistributionMethod } from '../distribution-method.ts';
import { byLongestIdle, firstBy } from '../order.ts';

export const maxUtilization: DistributionMethod = {
  name: 'maxUtilization',
  rule: 'most running items with a free slot',
  choose: (available) =>
    firstBy(available, (one, other) => other.load - one.load || byLongestIdle(one, other)),
};
