import { averageUtilization } from './methods/average-utilization.ts';
import { maxUtilization } from './methods/max-utilization.ts';
import { priority } from './methods/priority.ts';
import { random } from './methods/random.ts';
import { roundRobin } from './methods/round-robin.ts';
import type { ConsideredAgent, DistributionMethodName } from './routing-decision.ts';

/** One way to pick among the available agents (behaviour.md section 3). */
export interface DistributionMethod {
  readonly name: DistributionMethodName;
  /** Says in the explanation what decided. */
  readonly rule: string;
  /**
   * Picks one of at least one available agent, each with a free slot.
   * @param draw gives a whole number from 0 to below its argument.
   */
  choose(available: readonly ConsideredAgent[], draw: (below: number) => number): ConsideredAgent;
}

/** A new method is one file and one line here. */
export const distributionMethodByName: Readonly<Record<DistributionMethodName, DistributionMethod>> = {
  roundRobin,
  averageUtilization,
  maxUtilization,
  random,
  priority,
};
