import type { ConsideredAgent } from './routing-decision.ts';

/** Never assigned comes first; then the longest ago; ties by id, so that the same world gives the same choice. */
export function byLongestIdle(one: ConsideredAgent, other: ConsideredAgent): number {
  return compare(one.lastAssignedAt ?? '', other.lastAssignedAt ?? '') || compare(one.agentId, other.agentId);
}

/** The first of at least one agent in that order. */
export function firstBy(
  agents: readonly ConsideredAgent[],
  order: (one: ConsideredAgent, other: ConsideredAgent) => number,
): ConsideredAgent {
  return agents.reduce((best, agent) => (order(agent, best) < 0 ? agent : best));
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
