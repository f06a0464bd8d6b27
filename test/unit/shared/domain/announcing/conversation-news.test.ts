import { describe, expect, it } from 'vitest';
import { announcements } from '#shared/domain/announcing/announcements.ts';
import { conversationNews } from '#shared/domain/announcing/conversation-news.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { anAccount, atMinute, byAgent, byCustomer, bySystem } from '#test/support/builders.ts';
import { aRule } from '#test/support/rules.ts';

const entry = (said: Partial<Entry>, facts: Record<string, unknown>): Entry =>
  ({
    id: 'ent_1',
    ticketId: 'tkt_one',
    ticketVersion: 1,
    position: 0,
    at: atMinute(3),
    actor: byCustomer,
    ...said,
    facts: { departmentId: 'dep_sales', agentId: 'agt_ada', ...facts },
  }) as Entry;
const opened = (channel: string, status: string, actor: Entry['actor'] = byCustomer) =>
  entry({ kind: 'ticket.created', actor }, { channel, status });
const moved = (channel: string, before: string, after: string) =>
  entry(
    { kind: 'ticket.statusChanged', actor: byAgent, before: { status: before }, after: { status: after } },
    { channel, status: after },
  );

describe('news of chats and calls', () => {
  it.each<[string, Entry, string[]]>([
    ['a chat that begins', opened('chat', 'chatting'), ['chat.started']],
    ['a chat on a ticket that was there', moved('email', 'open', 'chatting'), ['chat.started']],
    ['a chat that ends', moved('chat', 'chatting', 'resolved'), ['chat.ended']],
    ['a chat that nobody took', opened('chat', 'new', bySystem), ['chat.missed']],
    ['a chat that ends without anybody', moved('chat', 'chatting', 'new'), ['chat.missed']],
    ['a call that begins', opened('call', 'calling'), ['call.started']],
    ['a call that ends', moved('call', 'calling', 'answered'), ['call.ended']],
    ['a call that nobody took', opened('call', 'new', bySystem), ['call.missed']],
    ['a call that ends without anybody', moved('call', 'calling', 'new'), ['call.missed']],
    ['a call out of a chat', moved('chat', 'chatting', 'calling'), ['chat.ended', 'call.started']],
    ['a ticket split off a chat', opened('chat', 'new', byAgent), []],
    ['a chat’s ticket that wakes', moved('chat', 'postponed', 'new'), []],
    ['a chat’s ticket that is no spam', moved('chat', 'spam', 'new'), []],
    ['a mail', opened('email', 'new'), []],
    ['an answer', moved('email', 'new', 'answered'), []],
    ['another line', entry({ kind: 'ticket.tagged' }, { channel: 'chat', status: 'chatting' }), []],
  ])('of %s', (_, line, expected) => {
    expect(conversationNews(line).map(({ kind }) => kind)).toEqual(expected);
  });

  it('say where, when, by whom and for whom it counts, and set off rules', () => {
    const data = moved('chat', 'chatting', 'resolved');
    const account = anAccount({ rules: [aRule({ trigger: 'chat.ended' })] });

    const told = announcements(
      { eventId: 'event', before: null, after: { pk: 'tkt_one', sk: 'ENTRY', type: 'entry', data } },
      { account, at: atMinute(3) },
    );

    const kind = 'chat.ended';
    const what = { ticketId: 'tkt_one', departmentId: 'dep_sales', at: atMinute(3), actor: byAgent };
    expect(told).toMatchObject([
      { to: 'bus' },
      { to: 'news', news: { ...what, kind, facts: { channel: 'chat', agentId: 'agt_ada' } } },
      { to: 'rules', event: { ...what, trigger: kind, messageVersion: null } },
    ]);
  });
});
