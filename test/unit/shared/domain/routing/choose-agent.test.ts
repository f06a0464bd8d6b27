import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseAgent, type RoutingQuestion } from '#shared/domain/routing/choose-agent.ts';
import { distributionMethodByName } from '#shared/domain/routing/distribution-methods.ts';
import { type DistributionMethodName, distributionMethods } from '#shared/domain/routing/routing-decision.ts';
import { aMember, aPresence, atMinute } from '#test/support/builders.ts';
import { type ModelAgent, worlds } from './worlds.ts';

const runs = { numRuns: 400 };

const least = (agents: readonly ModelAgent[], rank: (agent: ModelAgent) => number) => {
  const best = Math.min(...agents.map(rank));
  return agents.filter((agent) => rank(agent) === best);
};

/** Whom the specification's table allows to be picked; more than one where it leaves a tie open. */
const pickable: Readonly<Record<DistributionMethodName, (available: ModelAgent[]) => ModelAgent[]>> = {
  random: (available) => available,
  roundRobin: (available) => least(available, (agent) => agent.lastHere),
  averageUtilization: (available) => least(available, (agent) => agent.load),
  maxUtilization: (available) => least(available, (agent) => -agent.load),
  priority: (available) =>
    least(
      least(available, (agent) => agent.priority),
      (agent) => agent.lastHere,
    ),
};

const isKnown = (agent: ModelAgent) => agent.state !== 'never-signed-in';
const loadOf = (agent: ModelAgent) => (isKnown(agent) ? agent.load : 0);
const lastAssignedTo = (agent: ModelAgent) =>
  isKnown(agent) && agent.lastAssigned !== null ? atMinute(agent.lastAssigned) : null;

/** What speaks against an agent: where he is, and then what he may or can do here. */
function reasonsAgainst(agent: ModelAgent): string[] {
  const isKeptOut = agent.role === 'reader' || !agent.maySee;
  const all: [boolean, string][] = [
    [agent.state === 'offline' || !isKnown(agent), 'offline'],
    [agent.state === 'break', 'on-break'],
    [isKeptOut, 'not-allowed'],
    [!isKeptOut && !agent.serves, 'channel-off'],
    [!isKeptOut && agent.serves && loadOf(agent) >= agent.maxLoad, 'at-maximum-load'],
  ];
  return all.flatMap(([holds, reason]) => (holds ? [reason] : []));
}

describe('chooseAgent against the plain model', () => {
  it.each(distributionMethods)('%s picks whom the table of methods names', (method) => {
    const property = fc.property(worlds, ({ agents, question }) => {
      const available = agents.filter((agent) => agent.isAvailable);

      const decision = chooseAgent({ ...question, method, acquaintedAgentId: null });

      const allowed = pickable[method](available).map((agent) => agent.agentId);
      expect(allowed.length === 0 ? [null] : allowed).toContain(decision.agentId);
      expect(decision.outcome).toBe(available.length === 0 ? 'queued' : 'assigned');
      expect(decision.rule).toBe(
        available.length === 0 ? 'nobody is available' : distributionMethodByName[method].rule,
      );
    });
    fc.assert(property, runs);
  });

  it('gives a customer back to the available agent who answered him, whatever the method', () => {
    const property = fc.property(worlds, ({ agents, question }) => {
      const known = agents.find((agent) => agent.agentId === question.acquaintedAgentId);

      const decision = chooseAgent(question);

      const isHis = known?.isAvailable === true;
      expect(decision.rule === 'answered this customer before').toBe(isHis);
      const withoutHim = chooseAgent({ ...question, acquaintedAgentId: null });
      expect(decision.agentId).toBe(isHis ? known.agentId : withoutHim.agentId);
    });
    fc.assert(property, runs);
  });

  it('explains every member: who he is, what he carries, and each reason why he was left out', () => {
    const property = fc.property(worlds, ({ agents, question }) => {
      const { considered, method } = chooseAgent(question);

      expect(method).toBe(question.method);
      expect(considered.map((one) => one.agentId)).toEqual(agents.map((agent) => agent.agentId));
      expect(considered.map(({ eligible }) => eligible)).toEqual(agents.map((agent) => agent.isAvailable));
      expect(considered.map(({ reasons }) => [...reasons])).toEqual(agents.map(reasonsAgainst));
      expect(considered.map(({ load }) => load)).toEqual(agents.map(loadOf));
      expect(considered.map(({ lastAssignedAt }) => lastAssignedAt)).toEqual(agents.map(lastAssignedTo));
    });
    fc.assert(property, runs);
  });

  it('decides the same in the same world', () => {
    const property = fc.property(worlds, ({ question }) => {
      expect(chooseAgent(question)).toEqual(chooseAgent(question));
    });
    fc.assert(property, runs);
  });

  it('does not depend on the order in which the members were read, but for the draw', () => {
    const property = fc.property(worlds, ({ question }) => {
      fc.pre(question.method !== 'random');
      const reversed = { ...question, candidates: question.candidates.toReversed() };

      expect(chooseAgent(reversed).agentId).toBe(chooseAgent(question).agentId);
    });
    fc.assert(property, runs);
  });
});

describe('random', () => {
  it('gives each available agent to exactly one of the equally likely draws', () => {
    const property = fc.property(worlds, ({ agents, question }) => {
      const available = agents.filter((agent) => agent.isAvailable).map((agent) => agent.agentId);
      fc.pre(available.length > 0);
      const asked: number[] = [];
      const drawing = (drawn: number): RoutingQuestion => ({
        ...question,
        method: 'random',
        acquaintedAgentId: null,
        draw: (below) => {
          asked.push(below);
          return drawn;
        },
      });

      const chosen = available.map((_, drawn) => chooseAgent(drawing(drawn)).agentId);

      expect(new Set(chosen)).toEqual(new Set(available));
      expect(new Set(asked)).toEqual(new Set([available.length]));
    });
    fc.assert(property, runs);
  });
});

interface Staff {
  readonly agents: number;
  readonly tickets: number;
  readonly maxLoad: number;
}

/** Tickets come one after another; nobody answers meanwhile. */
function distribute(method: DistributionMethodName, { agents, tickets, maxLoad }: Staff): (string | null)[] {
  let candidates = Array.from({ length: agents }, (_, position) => ({
    member: aMember(`agt_${position}`, { maxLoad, priority: position + 1 }),
    presence: aPresence(`agt_${position}`),
    maySee: true,
  }));
  return Array.from({ length: tickets }, (_, ticket) => {
    const question = { method, candidates, acquaintedAgentId: null, draw: () => 0 } as const;
    const { agentId } = chooseAgent({ ...question, departmentId: 'dep_default' });
    candidates = candidates.map((candidate) => {
      const { member, presence } = candidate;
      if (member.agentId !== agentId) return candidate;
      const lastAssignedAt = { dep_default: atMinute(ticket) };
      return { ...candidate, presence: { ...presence, ticketLoad: presence.ticketLoad + 1, lastAssignedAt } };
    });
    return agentId;
  });
}

describe('a series of tickets', () => {
  it.each([
    ['roundRobin', 'agt_0 agt_1 agt_2 agt_0 agt_1 agt_2 null'],
    ['averageUtilization', 'agt_0 agt_1 agt_2 agt_0 agt_1 agt_2 null'],
    ['maxUtilization', 'agt_0 agt_0 agt_1 agt_1 agt_2 agt_2 null'],
    ['priority', 'agt_0 agt_0 agt_1 agt_1 agt_2 agt_2 null'],
    ['random', 'agt_0 agt_0 agt_1 agt_1 agt_2 agt_2 null'],
  ] as const)('goes by %s to %s', (method, expected) => {
    const given = distribute(method, { agents: 3, tickets: 7, maxLoad: 2 });

    expect(given.map(String).join(' ')).toBe(expected);
  });

  it.each(distributionMethods)(
    'by %s never brings anybody above his maximum, and leaves no slot free',
    (method) => {
      const staff = fc.record({
        agents: fc.integer({ min: 1, max: 5 }),
        maxLoad: fc.integer({ min: 1, max: 4 }),
        tickets: fc.integer({ min: 0, max: 25 }),
      });
      const property = fc.property(staff, ({ agents, maxLoad, tickets }) => {
        const given = distribute(method, { agents, maxLoad, tickets }).filter((agentId) => agentId !== null);

        const loads = [...Map.groupBy(given, (agentId) => agentId).values()].map((own) => own.length);
        expect(Math.max(0, ...loads)).toBeLessThanOrEqual(maxLoad);
        expect(given).toHaveLength(Math.min(tickets, agents * maxLoad));
      });
      fc.assert(property, { numRuns: 60 });
    },
  );

  it('by roundRobin and averageUtilization gives everybody alike', () => {
    for (const method of ['roundRobin', 'averageUtilization'] as const) {
      const given = distribute(method, { agents: 4, tickets: 43, maxLoad: 100 });
      const shares = [...Map.groupBy(given, (agentId) => agentId).values()].map((own) => own.length);

      expect(shares.toSorted()).toEqual([10, 11, 11, 11]);
    }
  });
});
