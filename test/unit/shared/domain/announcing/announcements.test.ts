import { describe, expect, it } from 'vitest';
import type { Presence } from '#shared/domain/agent/presence.ts';
import type { SavedChange, SavedItem } from '#shared/domain/announcing/announcement.ts';
import { announcements } from '#shared/domain/announcing/announcements.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import type { Unsent } from '#shared/domain/outbound/unsent.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { ticketIndexKeys } from '#shared/persistence/keys.ts';
import {
  aDepartment,
  aMember,
  anAccount,
  aPresence,
  aTicket,
  atMinute,
  startMs,
} from '#test/support/builders.ts';

const account = anAccount({
  departments: [
    aDepartment('dep_default', { method: 'roundRobin' }),
    aDepartment('dep_sales', { method: 'random' }),
    aDepartment('dep_pull'),
  ],
});
const context = { account, at: atMinute(0) };
const inSeconds = (seconds: number) => toInstant(startMs + seconds * 1000);

const announce = (before: SavedItem | null, after: SavedItem | null) =>
  announcements({ eventId: 'event-1', before, after } satisfies SavedChange, context);
const withoutNews = (before: SavedItem | null, after: SavedItem) =>
  announce(before, after).filter(({ to }) => to !== 'news');
const wake = (departmentId: string, ticketId: string | null = null) => ({
  to: 'routing',
  departmentId,
  ticketId,
});

/** As the table keeps it. */
function savedTicket(changes: Partial<Ticket> = {}): SavedItem {
  const ticket = aTicket({ id: 'tkt_one', ...changes });
  const item = { pk: ticket.id, sk: 'TICKET', type: 'ticket', data: ticket };
  return { ...item, ...ticketIndexKeys(ticket, 4) } as SavedItem;
}

describe('announcements of a ticket', () => {
  const waiting = savedTicket();
  const named = wake('dep_default', 'tkt_one');

  it.each<[string, SavedItem | null, SavedItem, unknown[]]>([
    ['arrived', null, waiting, [named]],
    ['arrived where agents pull', null, savedTicket({ departmentId: 'dep_pull' }), []],
    ['arrived for somebody', null, savedTicket({ assigneeId: 'agt_ada' }), []],
    ['arrived answered', null, savedTicket({ status: 'answered' }), []],
    ['was edited while it waits', waiting, savedTicket({ version: 2, priority: 'high' }), []],
    ['was found to be queued', waiting, savedTicket({ version: 2, queuedAt: atMinute(1) }), []],
    ['was given to somebody', waiting, savedTicket({ assigneeId: 'agt_ada' }), []],
    ['was taken away', savedTicket({ assigneeId: 'agt_ada' }), waiting, [named]],
    [
      'was reopened unassigned',
      savedTicket({ status: 'answered' }),
      savedTicket({ status: 'open' }),
      [named],
    ],
    [
      'was reopened for its assignee',
      savedTicket({ status: 'answered', assigneeId: 'agt_ada' }),
      savedTicket({ status: 'open', assigneeId: 'agt_ada' }),
      [],
    ],
    ['was transferred', waiting, savedTicket({ departmentId: 'dep_sales' }), [wake('dep_sales', 'tkt_one')]],
    ['was transferred to where agents pull', waiting, savedTicket({ departmentId: 'dep_pull' }), []],
    ['was resolved', waiting, savedTicket({ status: 'resolved' }), []],
  ])('that %s', (...[, before, after, expected]) => {
    expect(withoutNews(before, after)).toEqual(expected);
  });
});

describe('announcements of due moments', () => {
  const due = (seconds: number) =>
    savedTicket({ assigneeId: 'agt_ada', due: { at: inSeconds(seconds), sweep: 'sla' } });
  const told = (seconds: number) => [{ to: 'due', pk: 'tkt_one', sk: 'TICKET', dueAt: inSeconds(seconds) }];

  it.each([
    ['within the look-ahead', 149, told(149)],
    ['already past', -5, told(-5)],
    ['left to the sweeps', 150, []],
    ['far away', 9000, []],
  ])('that are %s', (_, seconds, expected) => {
    expect(announce(null, due(seconds))).toEqual(expected);
  });

  it('tell a moment that moved near, and not one that stayed or went', () => {
    expect(announce(due(9000), due(60))).toEqual(told(60));
    expect(announce(due(60), due(60))).toEqual([]);
    expect(announce(due(60), savedTicket({ assigneeId: 'agt_ada' }))).toEqual([]);
  });
});

describe('announcements of a load', () => {
  const saved = (changes: Partial<Presence>, beside: Partial<SavedItem> = {}): SavedItem => ({
    pk: 'agt_ada',
    sk: 'PRESENCE',
    type: 'load',
    data: aPresence('agt_ada', { departmentIds: ['dep_default', 'dep_sales', 'dep_pull'], ...changes }),
    ...beside,
  });
  const wakes = [wake('dep_default'), wake('dep_sales')];
  const news = (before: Presence['state'], after: Presence['state']) => ({
    to: 'presences',
    presence: { agentId: 'agt_ada', before, after, at: atMinute(0) },
  });

  it.each<[string, SavedItem | null, SavedItem, unknown[]]>([
    ['came online', saved({ state: 'offline' }), saved({}), [...wakes, news('offline', 'online')]],
    ['came back from a break', saved({ state: 'break' }), saved({}), [...wakes, news('break', 'online')]],
    ['has less to do', saved({ ticketLoad: 3 }), saved({ ticketLoad: 2 }), wakes],
    ['has more to do', saved({ ticketLoad: 3 }), saved({ ticketLoad: 4 }), []],
    ['has as much to do', saved({ ticketLoad: 3 }), saved({ ticketLoad: 3 }), []],
    [
      'has less to do but is away',
      saved({ ticketLoad: 3, state: 'break' }),
      saved({ ticketLoad: 2, state: 'break' }),
      [],
    ],
    ['went offline', saved({}), saved({ state: 'offline' }), [news('online', 'offline')]],
    ['is new and offline', null, saved({ state: 'offline' }), []],
  ])('of an agent who %s', (...[, before, after, expected]) => {
    expect(announce(before, after)).toEqual(expected);
  });

  it('tells when his break ends soon', () => {
    const soon = saved({ state: 'break' }, { dueAt: inSeconds(30) });

    expect(announce(saved({}), soon)).toEqual([
      news('online', 'break'),
      { to: 'due', pk: 'agt_ada', sk: 'PRESENCE', dueAt: inSeconds(30) },
    ]);
  });
});

describe('announcements of what goes out', () => {
  const saved = (attempts: number, seconds: number): SavedItem => {
    const unsent: Unsent = {
      lane: 'tkt_one',
      order: '1',
      ticketId: 'tkt_one',
      what: { kind: 'reply', messageId: 'msg_1', ticketVersion: 2 },
      attempts,
      nextAt: inSeconds(seconds),
    };
    return { pk: 'LANE#tkt_one', sk: 'UNSENT#1', type: 'unsent', data: unsent, dueAt: unsent.nextAt };
  };

  it('wakes the lane of what is new, and leaves a second try to its moment', () => {
    expect(announce(null, saved(0, 300))).toEqual([{ to: 'outbound', lane: 'tkt_one' }]);
    expect(announce(saved(0, 300), saved(1, 60))).toEqual([
      { to: 'due', pk: 'LANE#tkt_one', sk: 'UNSENT#1', dueAt: inSeconds(60) },
    ]);
    expect(announce(saved(0, 300), saved(1, 900))).toEqual([]);
  });
});

describe('announcements of members and departments', () => {
  const member = (pk: string, departmentId: 'dep_default' | 'dep_pull'): SavedItem => ({
    pk,
    sk: 'MEMBER#x',
    type: 'member',
    data: aMember('agt_ada', { departmentId }),
  });
  const department = (id: 'dep_default' | 'dep_pull'): SavedItem => ({
    pk: 'CONFIG',
    sk: `DEPARTMENT#${id}`,
    type: 'department',
    data: account.departmentById.get(id),
  });

  it('serves what waits where a member came or changed, told by one of his two rows', () => {
    expect(announce(null, member('dep_default', 'dep_default'))).toEqual([wake('dep_default')]);
    expect(announce(null, member('agt_ada', 'dep_default'))).toEqual([]);
    expect(announce(null, member('dep_pull', 'dep_pull'))).toEqual([]);
  });

  it('serves what waits where the department changed', () => {
    expect(announce(null, department('dep_default'))).toEqual([wake('dep_default')]);
    expect(announce(null, department('dep_pull'))).toEqual([]);
  });
});

describe('announcements of anything else', () => {
  it('are none', () => {
    expect(announce(savedTicket(), null)).toEqual([]);
    expect(announce(null, { pk: 'x', sk: 'x', type: 'message', data: {} })).toEqual([]);
  });
});
