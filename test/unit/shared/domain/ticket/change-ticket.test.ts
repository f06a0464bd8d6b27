import { describe, expect, it } from 'vitest';
import { KeptAlready } from '#shared/domain/account/kept-already.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { type AgentDecision, type AgentRequest, changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import { editTicket } from '#shared/domain/ticket/edit-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aPrincipal, aTicket, atMinute } from '#test/support/builders.ts';
import { aMemoryDesk, type MemoryDesk } from '#test/support/memory-desk.ts';

const ticket = aTicket({ id: 'tkt_one' });
const raising: AgentDecision = {
  permission: 'tickets.changeStatus',
  decide: (seen, context) => editTicket(seen, { priority: 'urgent' }, context),
};
const request = (changes: Partial<AgentRequest> = {}): AgentRequest => ({
  principal: aPrincipal(),
  sourceIp: '203.0.113.9',
  ifMatch: null,
  keep: () => undefined,
  ...changes,
});

function aDesk(): MemoryDesk {
  const desk = aMemoryDesk();
  desk.tickets.ticketById.set(ticket.id, ticket);
  return desk;
}

const ask = (desk: MemoryDesk, changes: Partial<AgentRequest> = {}, id: Ticket['id'] = ticket.id) =>
  changeAsAgent(desk, id, { request: request(changes), decision: raising });

/** Somebody else changes the ticket just before each of the first saves. */
function disturb(desk: MemoryDesk, times: number): void {
  const save = desk.tickets.save.bind(desk.tickets);
  let left = times;
  desk.tickets.save = async (...parts) => {
    const now = desk.tickets.ticketById.get(ticket.id)!;
    if (left > 0)
      desk.tickets.ticketById.set(ticket.id, { ...now, version: now.version + 1, subject: 'Theirs' });
    left -= 1;
    return save(...parts);
  };
}

describe('changeAsAgent', () => {
  it('changes the ticket in the name of the agent', async () => {
    const desk = aDesk();

    const changed = await ask(desk);

    expect(changed.ticket).toMatchObject({ priority: 'urgent', version: 2 });
    expect(changed.change?.entries[0]?.actor).toEqual({ kind: 'agent', id: 'agt_ada' });
    expect(desk.tickets.ticketById.get(ticket.id)).toBe(changed.ticket);
  });

  it('tells the audit log of a deletion, once and without a word of it, and of nothing else', async () => {
    const desk = aDesk();
    const deleting: AgentDecision = {
      permission: 'tickets.delete',
      decide: (seen, context) => changeStatus(seen, { status: 'deleted', until: null }, context),
    };
    await ask(desk);
    expect(desk.tickets.audited).toEqual([]);

    const principal = aPrincipal({ role: 'admin' });
    await changeAsAgent(desk, ticket.id, { request: request({ principal }), decision: deleting });

    expect(desk.tickets.audited).toMatchObject([
      {
        action: 'ticket.deleted',
        resourceId: ticket.id,
        agentId: 'agt_ada',
        keyId: 'key_ada',
        sourceIp: '203.0.113.9',
        before: { code: ticket.code, status: 'new', departmentId: 'dep_default' },
        after: null,
      },
    ]);
    expect(JSON.stringify(desk.tickets.audited)).not.toMatch(/Subject-of-ticket|customer-address/);
  });

  it('saves nothing when nothing is to change', async () => {
    const desk = aDesk();
    await ask(desk);

    const changed = await ask(desk);

    expect(changed.change).toBeNull();
    expect(changed.ticket.version).toBe(2);
  });

  it('decides anew on what somebody else has just left', async () => {
    const desk = aDesk();
    disturb(desk, 3);

    const { ticket: changed } = await ask(desk);

    expect(changed).toMatchObject({ priority: 'urgent', subject: 'Theirs', version: 5 });
  });

  it('gives up on a ticket that others never leave alone', async () => {
    const desk = aDesk();
    disturb(desk, 100);

    await expect(ask(desk)).rejects.toMatchObject({ code: 'edited-by-someone-else' });
  });

  it('refuses a change of a version that the client did not see, also when it rose meanwhile', async () => {
    await expect(ask(aDesk(), { ifMatch: 9 })).rejects.toMatchObject({ code: 'version-is-stale' });
    const desk = aDesk();
    disturb(desk, 1);

    await expect(ask(desk, { ifMatch: 1 })).rejects.toMatchObject({ code: 'version-is-stale' });
    expect((await ask(aDesk(), { ifMatch: 1 })).ticket.version).toBe(2);
  });

  it('tells nobody that a ticket exists which he may not see, and names the permission that he lacks', async () => {
    const stranger = aPrincipal({ scope: { level: 'assigned', tags: [] } });
    const mute = aPrincipal({ permissions: new Set(['tickets.read']) });

    await expect(ask(aDesk(), {}, 'tkt_none')).rejects.toMatchObject({ code: 'not-found' });
    await expect(ask(aDesk(), { principal: stranger })).rejects.toMatchObject({ code: 'not-found' });
    await expect(ask(aDesk(), { principal: mute })).rejects.toMatchObject({
      code: 'forbidden',
      details: { permission: 'tickets.changeStatus' },
    });
  });

  it('keeps its answer with the effect, so that a repeat has none', async () => {
    const desk = aDesk();
    const repeated = { who: 'key_ada', key: 'once', requestHash: 'hash', status: 200, resourceId: null };
    const keep: AgentRequest['keep'] = ({ after }) => ({ ...repeated, body: after.version, at: atMinute(0) });
    await ask(desk, { keep });
    desk.tickets.ticketById.set(ticket.id, { ...ticket, version: 2 });

    await expect(ask(desk, { keep })).rejects.toBeInstanceOf(KeptAlready);
    expect([...desk.tickets.answerByKey.values()]).toMatchObject([{ body: 2 }]);
    expect(desk.tickets.ticketById.get(ticket.id)?.version).toBe(2);
  });
});
