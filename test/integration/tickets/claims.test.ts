import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentId } from '#shared/domain/ids.ts';
import { claimNext } from '#shared/domain/ticket/claim-next.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aContext, anOpening, aPresence, aPrincipal } from '#test/support/builders.ts';
import { type StartedDesk, saveAll, startDesk } from './start-desk.ts';

const agentIds = Array.from({ length: 50 }, (_, position) => `agt_${position}` as AgentId);
/** The long run gives away five hundred. */
const count = 100;
let started: StartedDesk;

beforeAll(async () => {
  started = await startDesk({ presences: agentIds.map((agentId) => aPresence(agentId)) });
});
afterAll(() => started.close());

describe('claimNext', () => {
  it('gives a hundred tickets to fifty agents who ask at once, each to one of them, and null to the rest', async () => {
    const { desk } = started;
    const opened = Array.from({ length: count }, (_, minute) =>
      openTicket(anOpening(), aContext(minute, { ids: desk.ids })),
    );
    await saveAll(desk, opened);

    const claims = agentIds.map(async (agentId) => {
      const own = started.another();
      const taken: (Ticket | null)[] = [];
      while (taken.length < 3) {
        taken.push(await claimNext(own, { principal: aPrincipal({ agentId }), keep: () => undefined }));
      }
      return taken;
    });
    const answers = (await Promise.all(claims)).flat();

    const taken = answers.filter((ticket) => ticket !== null);
    expect(answers).toHaveLength(150);
    expect(new Set(taken.map((ticket) => ticket.id)).size).toBe(taken.length);
    expect(taken).toHaveLength(count);
    const now = await desk.index.getMany(opened.map((change) => change.after.id));
    for (const ticket of taken) expect(now.get(ticket.id)).toEqual(ticket);
    const presences = await desk.agents.getPresences(agentIds);
    const loads = [...presences.values()].map((presence) => presence.ticketLoad);
    expect(loads.reduce((sum, load) => sum + load, 0)).toBe(count);
    for (const [agentId, presence] of presences) {
      expect(taken.filter((ticket) => ticket.assigneeId === agentId)).toHaveLength(presence.ticketLoad);
    }
  }, 120_000);

  it('gives an agent what he answered last before all else, each ticket to one of those who ask at once', async () => {
    const { desk } = started;
    const known = await desk.accounts.load();
    const account = { ...known, settings: { ...known.settings, toSolveOrder: 'lastAgentFirst' } } as const;
    const accounts = { load: async () => account, known: async () => account };
    const opened = Array.from({ length: 12 }, (_, minute) => {
      const change = openTicket(anOpening(), aContext(minute, { ids: desk.ids }));
      const lastAgentId = agentIds[minute % 3] ?? null;
      return { ...change, after: { ...change.after, lastAgentId } };
    });
    await saveAll(desk, opened);

    const claims = agentIds.slice(0, 3).map(async (agentId) => {
      const own = { ...started.another(), accounts };
      const taken: (Ticket | null)[] = [];
      while (taken.length < 4) {
        taken.push(await claimNext(own, { principal: aPrincipal({ agentId }), keep: () => undefined }));
      }
      return taken;
    });

    const taken = (await Promise.all(claims)).flat();
    expect(new Set(taken.map((ticket) => ticket?.id)).size).toBe(12);
    for (const ticket of taken) expect(ticket?.assigneeId).toBe(ticket?.lastAgentId);
  });
});
