import type { DistributionMethod } from '../distribution-method.ts';
import { byLongestIdle, firstBy } from '../order.ts';

export const roundRobin: DistributionMethod = {
  name: 'roundRobin',
  rule: 'longest since the last assignment',
  choose: (available) => firstBy(available, byLongestIdle),
};
