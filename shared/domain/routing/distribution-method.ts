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
