import type { Presence } from '../agent/presence.ts';
import { type Member, servesTickets } from '../department/member.ts';
import type { AgentId, DepartmentId } from '../ids.ts';
import { distributionMethodByName } from './distribution-methods.ts';
import type {
  ConsideredAgent,
  DistributionMethodName,
  LeftOutReason,
  RoutingDecision,
} from './routing-decision.ts';

/** A member with his presence as routing read it; no presence means that he never signed in. */
export interface Candidate {
  readonly member: Member;
  readonly presence: Presence | undefined;
  /** Whether role and scope let him see the ticket once it is his. */
  readonly maySee: boolean;
}

export interface RoutingQuestion {
  readonly departmentId: DepartmentId;
  readonly method: DistributionMethodName;
  readonly candidates: readonly Candidate[];
  /** Who answered this customer last, when the account wants affinity; he wins over any method if available. */
  readonly acquaintedAgentId: AgentId | null;
  readonly draw: (below: number) => number;
}

/** Decides who gets one waiting ticket of a department, and explains it (behaviour.md section 3). */
export function chooseAgent(question: RoutingQuestion): RoutingDecision {
  const considered = question.candidates.map((candidate) => consider(candidate, question));
  const available = considered.filter((agent) => agent.eligible);
  const told = { channel: 'ticket', method: question.method, considered } as const;
  const acquainted = available.find((agent) => agent.agentId === question.acquaintedAgentId);
  if (acquainted !== undefined) {
    return {
      ...told,
      outcome: 'assigned',
      agentId: acquainted.agentId,
      rule: 'answered this customer before',
    };
  }
  if (available.length === 0) {
    return { ...told, outcome: 'queued', agentId: null, rule: 'nobody is available' };
  }
  const method = distributionMethodByName[question.method];
  const chosen = method.choose(available, question.draw);
  return { ...told, outcome: 'assigned', agentId: chosen.agentId, rule: method.rule };
}

/** Whether he could be given some ticket now, if not this one. */
export function isFree({ member, presence }: Omit<Candidate, 'maySee'>): boolean {
  return absence(presence).length === 0 && unfitness(member, loadOf(member, presence)).length === 0;
}

const loadOf = ({ channels }: Member, presence: Presence | undefined) => ({
  load: presence?.ticketLoad ?? 0,
  maxLoad: channels.ticket?.maxLoad ?? 0,
});

function consider({ member, presence, maySee }: Candidate, question: RoutingQuestion): ConsideredAgent {
  const served = member.channels.ticket;
  const seen = loadOf(member, presence);
  const unfit = maySee ? unfitness(member, seen) : (['not-allowed'] as const);
  const reasons = [...absence(presence), ...unfit];
  return {
    agentId: member.agentId,
    eligible: reasons.length === 0,
    reasons,
    ...seen,
    priority: served?.priority ?? 100,
    lastAssignedAt: presence?.lastAssignedAt[question.departmentId] ?? null,
  };
}

function absence(presence: Presence | undefined): LeftOutReason[] {
  if (presence === undefined || presence.state === 'offline') return ['offline'];
  return presence.state === 'break' ? ['on-break'] : [];
}

function unfitness(member: Member, seen: { load: number; maxLoad: number }): LeftOutReason[] {
  if (member.role === 'reader') return ['not-allowed'];
  if (!servesTickets(member)) return ['channel-off'];
  return seen.load >= seen.maxLoad ? ['at-maximum-load'] : [];
}
