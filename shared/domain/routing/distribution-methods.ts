import type { DistributionMethod } from './distribution-method.ts';
import { averageUtilization } from './methods/average-utilization.ts';
import { maxUtilization } from './methods/max-utilization.ts';
import { priority } from './methods/priority.ts';
import { random } from './methods/random.ts';
import { roundRobin } from './methods/round-robin.ts';
import type { DistributionMethodName } from './routing-decision.ts';

/** A new method is one file and one line here. */
export const distributionMethodByName: Readonly<Record<DistributionMethodName, DistributionMethod>> = {
  roundRobin,
  averageUtilization,
  maxUtilization,
  random,
  priority,
};
