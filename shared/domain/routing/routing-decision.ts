import type { Instant } from '../business-time/instant.ts';
import type { AgentId } from '../ids.ts';

export const distributionMethods = [
  'roundRobin',
  'averageUtilization',
  'maxUtilization',
  'random',
  'priority',
] as const;
export type DistributionMethodName = (typeof distributionMethods)[number];

/** Why an agent was left out (api.md, routing). */
export type LeftOutReason = 'offline' | 'on-break' | 'channel-off' | 'at-maximum-load' | 'not-allowed';

/** An agent of the department as routing sees him, with what speaks against him. */
export interface ConsideredAgent {
  readonly agentId: AgentId;
  readonly eligible: boolean;
  readonly reasons: readonly LeftOutReason[];
  readonly load: number;
  readonly maxLoad: number;
  readonly priority: number;
  /** In this department and channel; null: never. */
  readonly lastAssignedAt: Instant | null;
}

/** Who was considered, who was left out and why, who was chosen by which rule. */
export interface RoutingDecision {
  readonly channel: 'ticket';
  readonly method: DistributionMethodName;
  readonly outcome: 'assigned' | 'queued';
  readonly agentId: AgentId | null;
  readonly rule: string;
  readonly considered: readonly ConsideredAgent[];
}
