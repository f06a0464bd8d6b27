import { describe, expect, it } from 'vitest';
import type { AgentId } from '#shared/domain/ids.ts';
import { rememberWatchers } from '#shared/domain/notice/find-watchers.ts';
import { NoticePreferences } from '#shared/domain/notice/notice-preferences.ts';
import { type TellingDesk, type ToldEntry, tellAgents } from '#shared/domain/notice/tell-agents.ts';
import { toldEntryOf } from '#shared/domain/notice/told-entry.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aMember, anAccount, anAgent, aTicket, atMinute } from '#test/support/builders.ts';
import { aMemoryDesk } from '#test/support/memory-desk.ts';

const all = NoticePreferences.parse({ assigned: 'mail', newTicket: 'mail', customerMessage: 'mail' });
const members = [
  aMember('agt_ada'),
  aMember('agt_bob'),
  aMember('agt_cal', { role: 'supervisor' }),
  aMember('agt_dee', { role: 'reader' }),
];
const staff = ['agt_ada', 'agt_bob', 'agt_cal', 'agt_dee'] as const;

interface Told {
  readonly byMail: string[];
  readonly live: string[];
}

async function told(entry: Partial<ToldEntry>, ticket: Partial<Ticket> = {}): Promise<Told> {
  const agents = staff.map((id) => anAgent(id, id === 'agt_bob' ? {} : { notices: all }));
  const desk = aMemoryDesk({ members, agents });
  const one = aTicket({ id: 'tkt_1', ...ticket }, anAccount());
  desk.tickets.ticketById.set(one.id, one);
  const toldTo: Told = { byMail: [], live: [] };
  const telling: TellingDesk = {
    ...desk,
    findWatchers: rememberWatchers(desk),
    addNotices: async (_, notices) => void toldTo.byMail.push(...notices.map(({ lane }) => lane)),
    tellLive: async ({ agentId }) => void toldTo.live.push(agentId),
  };
  await tellAgents(telling, {
    id: 'ent_1',
    kind: 'ticket.created',
    ticketId: 'tkt_1',
    at: atMinute(0),
    byAgentId: null,
    assigneeId: null,
    ...entry,
  });
  return toldTo;
}

describe('tellAgents', () => {
  it.each<[string, Partial<ToldEntry>, Partial<Ticket>]>([
    ['who serves the department, of a new ticket', {}, {}],
    ['nobody but him to whom it was given', { kind: 'ticket.assigned', assigneeId: 'agt_ada' }, {}],
    ['who has it, of a customer’s message', { kind: 'message.received' }, { assigneeId: 'agt_ada' }],
  ])('tells %s, if he wants to know', async (_, entry, ticket) => {
    const expected = entry.kind === undefined ? ['agt_ada', 'agt_cal'] : ['agt_ada'];
    expect((await told(entry, ticket)).byMail).toEqual(expected);
  });

  it.each<[string, Partial<ToldEntry>, Partial<Ticket>]>([
    ['of a new ticket that somebody has', {}, { assigneeId: 'agt_ada' }],
    ['of spam', {}, { status: 'spam' }],
    ['of what we wrote first', {}, { status: 'answered' }],
    ['of a message while nobody has the ticket', { kind: 'message.received' }, {}],
    ['who did it', { kind: 'message.received', byAgentId: 'agt_ada' }, { assigneeId: 'agt_ada' }],
    ['of a ticket that is gone', { ticketId: 'tkt_gone' }, {}],
  ])('tells nobody %s', async (_, entry, ticket) => {
    expect(await told(entry, ticket)).toEqual({ byMail: [], live: [] });
  });

  it('tells live whom it concerns, whatever he is mailed', async () => {
    const assigned = { kind: 'ticket.assigned', assigneeId: 'agt_bob' } as const;

    expect(await told(assigned)).toEqual({ byMail: [], live: ['agt_bob'] });
  });

  it('tells of an escalation who has the ticket, else who leads the department', async () => {
    const both = (...ids: string[]) => ({ byMail: ids, live: ids });
    expect(await told({ kind: 'ticket.escalated' }, { assigneeId: 'agt_bob' })).toEqual(both('agt_bob'));
    expect(await told({ kind: 'ticket.escalated' })).toEqual(both('agt_cal'));
    expect(await told({ kind: 'ticket.escalated', byAgentId: 'agt_cal' })).toEqual(both());
  });
});

describe('toldEntryOf', () => {
  const entryOf = (changes: Partial<Entry>) =>
    toldEntryOf({
      id: 'ent_1',
      kind: 'ticket.assigned',
      ticketId: 'tkt_1',
      at: atMinute(0),
      actor: { kind: 'agent', id: 'agt_ada' },
      after: { assigneeId: 'agt_bob' },
      facts: { agentId: null },
      ...changes,
    } as Entry);

  it('says to whom a ticket was given, and by whom', () => {
    expect(entryOf({})).toMatchObject({ byAgentId: 'agt_ada', assigneeId: 'agt_bob' });
    expect(entryOf({ actor: { kind: 'system', id: null } })).toMatchObject({ byAgentId: null });
    expect(entryOf({ actor: { kind: 'customer', id: 'cus_1' } })).toMatchObject({ byAgentId: null });
  });

  it.each<[string, Partial<Entry>]>([
    ['given to nobody', { after: { assigneeId: null } }],
    ['taken by himself', { after: { assigneeId: 'agt_ada' } }],
    ['a note', { kind: 'note.added' }],
    ['a message of a ticket that nobody has', { kind: 'message.received' }],
    [
      'the message with which a ticket begins',
      { kind: 'message.received', ticketVersion: 1, facts: { agentId: 'agt_ada' } as Entry['facts'] },
    ],
  ])('is nothing to tell for what was %s', (_, changes) => {
    expect(entryOf(changes)).toBeNull();
  });
});

describe('rememberWatchers', () => {
  it('asks for a department once a minute', async () => {
    const wishes: Record<string, NoticePreferences> = {
      agt_bob: NoticePreferences.parse({ live: { newTicket: true } }),
    };
    let asked = 0;
    let nowMs = 0;
    const find = rememberWatchers({
      now: () => nowMs,
      agents: {
        listMembers: async () => {
          asked += 1;
          return members;
        },
        findMany: async (ids) => ids.map((id: AgentId) => anAgent(id, { notices: wishes[id] ?? all })),
      },
    });

    expect(await find('dep_default')).toEqual({ byMail: ['agt_ada', 'agt_cal'], live: ['agt_bob'] });
    await find('dep_default');
    expect(asked).toBe(1);
    nowMs = 60_000;
    await find('dep_default');
    expect(asked).toBe(2);
  });
});
