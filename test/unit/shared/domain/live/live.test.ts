import { describe, expect, it } from 'vitest';
import type { Principal } from '#shared/domain/access/principal.ts';
import { principalFor } from '#shared/domain/access/principal-for.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { createLiveToken } from '#shared/domain/live/create-live-token.ts';
import { noticeIdAt, positionOf } from '#shared/domain/live/feed.ts';
import type { NoticeMessage } from '#shared/domain/live/live-message.ts';
import { openConnection } from '#shared/domain/live/open-connection.ts';
import { catchUpWith, type LiveDesk, type Telling, tellLive } from '#shared/domain/live/tell-live.ts';
import { NoticePreferences, wantsLive } from '#shared/domain/notice/notice-preferences.ts';
import { aMember, anAccount, anAgent, aTicket, countingIds, startMs } from '#test/support/builders.ts';
import { aMemoryDesk } from '#test/support/memory-desk.ts';
import { MemoryLive } from '#test/support/memory-live.ts';

const adaId = 'agt_ada';
const home = '203.0.113.7';
const telling = (noticeId: string, ticketId: Telling['ticketId'] = 'tkt_1'): Telling => ({
  agentId: adaId,
  noticeId,
  at: toInstant(startMs),
  ticketId,
  event: { kind: 'ticket.assigned' },
});

/** A desk with one agent, who has the ticket; the gateway is what `post` makes of it. */
function aLiveDesk() {
  const account = anAccount();
  const agent = anAgent(adaId);
  const { tickets, accounts, agents } = aMemoryDesk({ account, agents: [agent] });
  const ticket = aTicket({ id: 'tkt_1', assigneeId: adaId }, account);
  tickets.ticketById.set(ticket.id, ticket);
  const person = { agent, members: [aMember(adaId)], customRole: undefined };
  const state = {
    nowMs: startMs,
    agent,
    principal: principalFor(person, { keyId: 'key_1', granted: null }) as Principal | undefined,
    gone: new Set<string>(),
    sent: [] as { to: string; message: NoticeMessage }[],
    hungUp: [] as string[],
    caughtUp: [] as string[],
  };
  const live = new MemoryLive();
  const desk: LiveDesk & { readonly live: MemoryLive } = {
    live,
    tickets,
    accounts,
    agents: { ...agents, find: async () => state.agent },
    now: () => state.nowMs,
    principals: { find: async (_, sourceIp = home) => (sourceIp === home ? state.principal : undefined) },
    post: async (to, message) => {
      if (state.gone.has(to)) return 'gone';
      state.sent.push({ to, message });
      return 'sent';
    },
    hangUp: async (id) => void state.hungUp.push(id),
    catchUp: async ({ id }) => void state.caughtUp.push(id),
  };
  const come = async (connectionId: string, after: string | null = null): Promise<void> => {
    const caller = { agentId: adaId, keyId: 'key_1' };
    const tokens = { ...desk, ids: countingIds(), makeLiveSecret: () => `secret ${connectionId}` };
    const { secret } = await createLiveToken(tokens, { caller, keep: () => undefined });
    await openConnection(desk, { connectionId, secret, after, sourceIp: home });
  };
  const told = (to: string) => state.sent.filter((one) => one.to === to).map(({ message }) => message.id);
  return { desk, live, state, come, told, ticket, tickets };
}

describe('openConnection', () => {
  it('refuses a token that is unknown, used, expired, or of somebody who may no more', async () => {
    const { desk, state, come, live } = aLiveDesk();
    const open = (secret: string) =>
      openConnection(desk, { connectionId: 'x', secret, after: null, sourceIp: home });
    const refused = { code: 'unauthorized' };
    await come('one');

    await expect(open('')).rejects.toMatchObject(refused);
    await expect(open('never made')).rejects.toMatchObject(refused);
    await expect(open('secret one')).rejects.toMatchObject(refused);
    const expiresAt = toInstant(startMs + 60_000);
    live.tokenBySecret.set('late', { id: 'lvt_9', agentId: adaId, keyId: 'key_1', expiresAt });
    state.nowMs = startMs + 60_000;
    await expect(open('late')).rejects.toMatchObject(refused);
    state.nowMs = startMs + 59_999;
    const elsewhere = { connectionId: 'x', secret: 'late', after: null, sourceIp: '198.51.100.1' };
    await expect(openConnection(desk, elsewhere)).rejects.toMatchObject(refused);
    state.principal = undefined;
    await expect(open('late')).rejects.toMatchObject(refused);
  });

  it('sees the notice that comes while it opens, and has it sent', async () => {
    const { desk, live, come, state, told } = aLiveDesk();
    await come('one');
    await tellLive(desk, telling('first'));
    const [had = ''] = told('one');

    live.meanwhile = () => tellLive(desk, telling('second'));
    await come('two', had);

    expect(state.caughtUp).toEqual(['two']);
    await catchUpWith(desk, { id: 'two', agentId: adaId });
    expect(told('two')).toEqual(told('one').slice(1));
  });

  it('asks for nothing to be sent where nothing was missed', async () => {
    const { desk, come, state, told } = aLiveDesk();
    await come('one');
    await tellLive(desk, telling('first'));
    await come('two');
    await come('three', told('one').at(-1) ?? '');

    expect(state.caughtUp).toEqual([]);
    await catchUpWith(desk, { id: 'two', agentId: adaId });
    await catchUpWith(desk, { id: 'unknown', agentId: adaId });
    expect(told('two')).toEqual([]);
  });
});

describe('tellLive', () => {
  it('tells over every connection, in order, and once where it was told', async () => {
    const { desk, come, told } = aLiveDesk();
    await come('one');
    await come('two');

    await tellLive(desk, telling('first'));
    await tellLive(desk, telling('second'));
    await tellLive(desk, telling('first'));

    expect(told('one')).toHaveLength(2);
    expect(told('one')).toEqual(told('one').toSorted());
    expect(told('two')).toEqual(told('one'));
  });

  it('gives a notice that another one overtook its place behind it', async () => {
    const { desk, live, come, told } = aLiveDesk();
    await come('one');

    live.meanwhile = () => tellLive(desk, telling('quicker'));
    await tellLive(desk, telling('slower'));

    expect(live.notices.map(({ noticeId }) => noticeId)).toEqual(['quicker', 'slower']);
    expect(told('one')).toEqual(live.notices.map(({ position }) => noticeIdAt(position)));
  });

  it('keeps what was told while he was away, and nothing for who has not come for hours', async () => {
    const { desk, live, come, state, told } = aLiveDesk();
    await tellLive(desk, telling('before he ever came'));
    expect(live.notices).toEqual([]);
    await come('one');
    await tellLive(desk, telling('first'));
    live.connectionById.clear();
    await tellLive(desk, telling('second'));
    await tellLive(desk, telling('third'));

    await come('two', told('one').at(-1) ?? '');
    await catchUpWith(desk, { id: 'two', agentId: adaId });

    expect(told('two')).toHaveLength(2);
    state.nowMs = startMs + 5 * 3_600_000;
    await tellLive(desk, telling('too late'));
    expect(live.notices).toHaveLength(3);
  });

  it('passes over what he does not see, does not want, or what is gone', async () => {
    const { desk, come, state, told, tickets, ticket, live } = aLiveDesk();
    await come('one');
    tickets.ticketById.set('tkt_1', { ...ticket, assigneeId: null });
    if (state.principal) state.principal = { ...state.principal, scope: { level: 'assigned', tags: [] } };
    await tellLive(desk, telling('hidden'));
    await tellLive(desk, telling('purged', 'tkt_gone'));
    expect(told('one')).toEqual([]);

    state.agent = anAgent(adaId, { notices: NoticePreferences.parse({ live: { assigned: false } }) });
    await tellLive(desk, telling('unwanted'));
    state.agent = { ...anAgent(adaId), deletedAt: toInstant(startMs) };
    await tellLive(desk, telling('deleted'));
    expect(live.notices.map(({ noticeId }) => noticeId)).toEqual(['hidden', 'purged']);
  });

  it('hangs up on who may not come in any more', async () => {
    const { desk, come, state, told, live } = aLiveDesk();
    await come('one');
    state.principal = undefined;

    await tellLive(desk, telling('first'));

    expect(told('one')).toEqual([]);
    expect(state.hungUp).toEqual(['one']);
    expect(live.connectionById.size).toBe(0);
  });

  it('waits for a connection that is on its way, and forgets one that is gone', async () => {
    const { desk, come, state, live } = aLiveDesk();
    await come('one');
    state.gone.add('one');

    await tellLive(desk, telling('first'));
    expect(state.caughtUp).toEqual(['one']);
    expect(live.connectionById.has('one')).toBe(true);

    state.nowMs = startMs + 30_000;
    await tellLive(desk, telling('second'));
    expect(live.connectionById.size).toBe(0);
  });
});

describe('the id of a notice', () => {
  it.each([
    ['ntc_000000000000042', 42],
    ['ntc_42', 0],
    ['', 0],
    ['tkt_1', 0],
    ['ntc_00000000000004x', 0],
  ])('%s is a place in the feed, or before all of it', (id, position) => {
    expect(positionOf(id)).toBe(position);
  });

  it('sorts as its place does', () => {
    expect(noticeIdAt(9) < noticeIdAt(10)).toBe(true);
    expect(positionOf(noticeIdAt(startMs))).toBe(startMs);
  });
});

describe('wantsLive', () => {
  it('is yes to all but new tickets, also of who was made before it could be said', () => {
    const { live: _, ...before } = NoticePreferences.parse({ assigned: 'digest' });

    expect(wantsLive({ notices: before }, 'ticket.assigned')).toBe(true);
    expect(wantsLive({}, 'sla.breached')).toBe(true);
    expect(wantsLive({}, 'ticket.created')).toBe(false);
    const never = NoticePreferences.parse({ live: { rule: false } });
    expect(wantsLive({ notices: never }, 'rule')).toBe(false);
  });
});
