import fc from 'fast-check';
import type { Presence } from '#shared/domain/agent/presence.ts';
import type { Member } from '#shared/domain/department/member.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { Candidate, RoutingQuestion } from '#shared/domain/routing/choose-agent.ts';
import { distributionMethods } from '#shared/domain/routing/routing-decision.ts';
import { aMember, aPresence, atMinute } from '#test/support/builders.ts';

/** Of one agent, what the specification's words about distribution name. */
interface Facts {
  readonly role: Member['role'];
  readonly serves: boolean;
  /** By role and scope, once the ticket is his. */
  readonly maySee: boolean;
  readonly maxLoad: number;
  readonly priority: number;
  readonly state: Presence['state'] | 'never-signed-in';
  readonly load: number;
  /** Minutes; null: never. */
  readonly lastAssigned: number | null;
  readonly lastAssignedElsewhere: number;
}

const oneAgent: fc.Arbitrary<Facts> = fc.record({
  role: fc.constantFrom('solver', 'solver', 'supervisor', 'manager', 'reader'),
  serves: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
  maySee: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
  maxLoad: fc.integer({ min: 1, max: 4 }),
  priority: fc.integer({ min: 1, max: 3 }),
  state: fc.constantFrom('online', 'online', 'online', 'online', 'break', 'offline', 'never-signed-in'),
  load: fc.integer({ min: 0, max: 5 }),
  lastAssigned: fc.option(fc.integer({ min: 0, max: 4 })),
  lastAssignedElsewhere: fc.integer({ min: 0, max: 4 }),
});

const agentIdOf = (position: number): AgentId => `agt_${position}`;

function toCandidate(facts: Facts, position: number): Candidate {
  const agentId = agentIdOf(position);
  const { maxLoad, priority, role, lastAssigned, maySee } = facts;
  const served = aMember(agentId, { maxLoad, priority, role });
  const member = facts.serves ? served : { ...served, channels: {} };
  const here = lastAssigned === null ? {} : { dep_default: atMinute(lastAssigned) };
  const lastAssignedAt = { dep_elsewhere: atMinute(facts.lastAssignedElsewhere), ...here };
  if (facts.state === 'never-signed-in') return { member, maySee, presence: undefined };
  return {
    member,
    maySee,
    presence: aPresence(agentId, { state: facts.state, ticketLoad: facts.load, lastAssignedAt }),
  };
}

/** A department's members at some moment, and whether the customer knows one of them. */
export const worlds = fc
  .record({
    facts: fc.array(oneAgent, { maxLength: 6 }),
    method: fc.constantFrom(...distributionMethods),
    acquainted: fc.option(fc.integer({ min: 0, max: 7 }), { freq: 2 }),
    drawn: fc.nat(),
  })
  .map(({ facts, method, acquainted, drawn }) => ({
    agents: facts.map(toModel),
    question: questionOf({ facts, method, acquainted, drawn }),
  }));

function questionOf(world: {
  facts: readonly Facts[];
  method: RoutingQuestion['method'];
  acquainted: number | null;
  drawn: number;
}): RoutingQuestion {
  return {
    departmentId: 'dep_default',
    method: world.method,
    candidates: world.facts.map(toCandidate),
    acquaintedAgentId: world.acquainted === null ? null : agentIdOf(world.acquainted),
    draw: (below) => world.drawn % below,
  };
}

/** An agent as the plain model sees him. */
export interface ModelAgent extends Facts {
  readonly agentId: AgentId;
  readonly isAvailable: boolean;
  /** Never is longest ago. */
  readonly lastHere: number;
}

/** "Online, not on a break, the channel's switch on in that department, below his maximum load"; a reader is given none, and nobody what he may not see. */
function toModel(facts: Facts, position: number): ModelAgent {
  const isPresent = facts.state === 'online';
  const isServing = facts.serves && facts.role !== 'reader' && facts.maySee;
  return {
    ...facts,
    agentId: agentIdOf(position),
    isAvailable: isPresent && isServing && facts.load < facts.maxLoad,
    lastHere: facts.lastAssigned ?? Number.NEGATIVE_INFINITY,
  };
}
