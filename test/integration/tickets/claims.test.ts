import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentId } from '#shared/domain/ids.ts';
import { claimNext } from '#shared/domain/ticket/claim-next.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aContext, anOpening, aPresence, aPrincipal } from '#test/support/builders.ts';
import { type StartedDesk, saveAll, startDesk } from './start-desk.ts';

const agentIds = Array.from({ length: 50 }, (_, position) => `agt_${position}` as AgentId);
const count = 200;
let started: StartedDesk;

beforeAll(async () => {
  started = await startDesk({ presences: agentIds.map((agentId) => aPresence(agentId)) });
});
afterAll(() => started.close());

describe('claimNext', () => {
  it('gives two hundred tickets to fifty agents who ask at once, each to one of them, and null to the rest', async () => {
    const { desk } = started;
    const opened = Array.from({ length: count }, (_, minute) =>
      openTicket(anOpening(), aContext(minute, { ids: desk.ids })),
    );
    await saveAll(desk, opened);

    const claims = agentIds.map(async (agentId) => {
      const own = started.another();
      const taken: (Ticket | null)[] = [];
      while (taken.length < 5) {
        taken.push(await claimNext(own, { principal: aPrincipal({ agentId }), keep: () => undefined }));
      }
      return taken;
    });
    const answers = (await Promise.all(claims)).flat();

    const taken = answers.filter((ticket) => ticket !== null);
    expect(answers).toHaveLength(250);
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
});
