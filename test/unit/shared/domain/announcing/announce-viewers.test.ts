import { describe, expect, it } from 'vitest';
import type { SavedItem } from '#shared/domain/announcing/announcement.ts';
import { announcements } from '#shared/domain/announcing/announcements.ts';
import type { Viewer } from '#shared/domain/ticket/viewers.ts';
import { anAccount, atMinute } from '#test/support/builders.ts';

const announce = (before: SavedItem | null, after: SavedItem) =>
  announcements({ eventId: 'event', before, after }, { account: anAccount(), at: atMinute(0) });

describe('announcements of who has a ticket before him', () => {
  const there = (viewers: readonly Viewer[], at: number): SavedItem => {
    const data = { ticketId: 'tkt_one', departmentId: 'dep_default', version: 1, at: atMinute(at), viewers };
    return { pk: 'tkt_one', sk: 'VIEWERS', type: 'viewers', data };
  };
  const viewer = (agentId: Viewer['agentId'], since: number): Viewer => ({
    agentId,
    state: 'viewing',
    since: atMinute(since),
    until: atMinute(since + 1),
  });
  const visits = (before: SavedItem | null, after: SavedItem) =>
    announce(before, after).map((one) =>
      one.to === 'visits' ? `${one.visited.kind} ${one.visited.agentId} ${one.visited.at}` : one.to,
    );

  it('tells who came and who left, and nothing of who goes on', () => {
    const before = there([viewer('agt_ada', 0), viewer('agt_bob', 5)], 5);
    const after = there([viewer('agt_bob', 5), viewer('agt_carl', 6)], 6);

    expect(visits(before, after)).toEqual([
      `agent.opened agt_carl ${atMinute(6)}`,
      `agent.left agt_ada ${atMinute(1)}`,
    ]);
    expect(visits(after, after)).toEqual([]);
    expect(visits(null, before)).toHaveLength(2);
  });

  it('sends a reminder for the first who falls silent', () => {
    const soon = { ...there([viewer('agt_ada', 0)], 0), dueAt: atMinute(1) };

    expect(announce(null, soon).at(-1)).toEqual({
      to: 'due',
      pk: 'tkt_one',
      sk: 'VIEWERS',
      dueAt: atMinute(1),
    });
  });
});
