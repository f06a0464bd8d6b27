import { describe, expect, it } from 'vitest';
import type { AgentId } from '#shared/domain/ids.ts';
import { claimNext } from '#shared/domain/ticket/claim-next.ts';
import { isViewedByAnother, type ViewerState, viewersAt } from '#shared/domain/ticket/viewers.ts';
import { expireViewers, visitTicket } from '#shared/domain/ticket/visit-ticket.ts';
import { aPresence, aPrincipal, aTicket, atMinute } from '#test/support/builders.ts';
import { aMemoryDesk } from '#test/support/memory-desk.ts';

const ticket = aTicket({ id: 'tkt_one' });

function aDesk() {
  const desk = aMemoryDesk({ presences: [aPresence('agt_ada'), aPresence('agt_bob')] });
  desk.tickets.ticketById.set(ticket.id, ticket);
  const visit = (agentId: AgentId, state: ViewerState | null) =>
    visitTicket(desk, { ticket, agentId, state });
  const wait = (seconds: number) => {
    desk.nowMs += seconds * 1000;
  };
  return { desk, visit, wait };
}

describe('visitTicket', () => {
  it('shows who has the ticket before him, and since when', async () => {
    const { visit, wait } = aDesk();

    await visit('agt_ada', 'viewing');
    wait(30);
    const seen = await visit('agt_bob', 'viewing');
    wait(10);
    const then = await visit('agt_ada', 'answering');

    expect(seen.map(({ agentId, state }) => `${agentId} ${state}`)).toEqual([
      'agt_ada viewing',
      'agt_bob viewing',
    ]);
    expect(then.find(({ agentId }) => agentId === 'agt_ada')).toMatchObject({
      state: 'answering',
      since: atMinute(0),
    });
  });

  it('forgets who left, and who was silent for a minute', async () => {
    const { desk, visit, wait } = aDesk();
    await visit('agt_ada', 'viewing');
    await visit('agt_bob', 'viewing');

    expect((await visit('agt_ada', null)).map(({ agentId }) => agentId)).toEqual(['agt_bob']);
    wait(60);

    expect(viewersAt(await desk.viewers.find(ticket.id), atMinute(1))).toEqual([]);
  });

  it('writes nothing for somebody who leaves and was not there', async () => {
    const { desk, visit } = aDesk();

    expect(await visit('agt_ada', null)).toEqual([]);

    expect(desk.viewers.viewersById.size).toBe(0);
  });
});

describe('expireViewers', () => {
  it('takes away who fell silent, once', async () => {
    const { desk, visit, wait } = aDesk();
    await visit('agt_ada', 'viewing');
    wait(40);
    await visit('agt_bob', 'viewing');
    wait(20);

    await expireViewers(desk, ticket.id);
    const once = await desk.viewers.find(ticket.id);
    await expireViewers(desk, ticket.id);

    expect(once?.viewers.map(({ agentId }) => agentId)).toEqual(['agt_bob']);
    expect(await desk.viewers.find(ticket.id)).toBe(once);
  });

  it('leaves whoever said meanwhile that he is still there', async () => {
    const { desk, visit, wait } = aDesk();
    await visit('agt_ada', 'viewing');
    wait(50);
    await visit('agt_ada', 'viewing');
    wait(10);

    await expireViewers(desk, ticket.id);

    expect((await desk.viewers.find(ticket.id))?.viewers).toHaveLength(1);
  });
});

describe('claimNext beside viewers', () => {
  const claim = (desk: ReturnType<typeof aDesk>['desk']) =>
    claimNext(desk, { principal: aPrincipal(), keep: () => undefined });

  it.each(['viewing', 'answering'] as const)(
    'never gives a ticket that another agent is %s',
    async (state) => {
      const { desk, visit, wait } = aDesk();
      await visit('agt_bob', state);

      expect(await claim(desk)).toBeNull();
      wait(60);
      expect((await claim(desk))?.id).toBe(ticket.id);
    },
  );

  it('gives him what he has before him himself', async () => {
    const { desk, visit } = aDesk();
    await visit('agt_ada', 'viewing');

    expect((await claim(desk))?.id).toBe(ticket.id);
  });
});

describe('isViewedByAnother', () => {
  it('is no without anybody', () => {
    expect(isViewedByAnother(undefined, 'agt_ada', atMinute(0))).toBe(false);
  });
});
