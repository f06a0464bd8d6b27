import type { DistributionMethod } from '../distribution-method.ts';

export const random: DistributionMethod = {
  name: 'random',
  rule: 'uniformly at random',
  choose: (available, draw) => available[draw(available.length)] ?? (available[0] as (typeof available)[0]),
};
