import { describe, expect, it } from 'vitest';
import { moveToSubstitute, nextLook } from '#shared/domain/department/department-deletion.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import {
  aContext,
  aDepartment,
  anAccount,
  aTicket,
  atMinute,
  bySystem,
  startMs,
} from '#test/support/builders.ts';

describe('nextLook', () => {
  const minuteMs = 60_000;
  const closedAt = atMinute(0);

  it.each<[string, { look: number; isFound: boolean; nowMs: number }, string]>([
    ['after new ones looks for open ones', { look: 0, isFound: false, nowMs: startMs }, 'now'],
    ['after waiting ones looks for all', { look: 1, isFound: true, nowMs: startMs + 9 * minuteMs }, 'now'],
    ['looks once more when all is settled', { look: 2, isFound: false, nowMs: startMs + 1 }, atMinute(1)],
    ['is over when nothing is found then', { look: 3, isFound: false, nowMs: startMs + minuteMs }, 'none'],
    [
      'looks again while something is found',
      { look: 3, isFound: true, nowMs: startMs + 5 * minuteMs },
      atMinute(6),
    ],
  ])('%s', (_, seen, expected) => {
    expect(nextLook({ ...seen, closedAt })).toBe(expected);
  });
});

describe('moveToSubstitute', () => {
  const account = anAccount({ departments: [aDepartment(), aDepartment('dep_new')] });
  const move = (before: Partial<Ticket>) =>
    moveToSubstitute(
      aTicket({ departmentId: 'dep_old', assigneeId: 'agt_ada', ...before }),
      'dep_new',
      aContext(1, { account, actor: bySystem }),
    );

  it.each(['new', 'open'] as const)('gives what is %s back to distribution', (status) => {
    const change = move({ status });

    expect(change?.after).toMatchObject({ departmentId: 'dep_new', assigneeId: null, status });
    expect(change?.entries.map(({ kind }) => kind)).toEqual(['ticket.transferred', 'ticket.assigned']);
  });

  it.each(['answered', 'postponed', 'resolved', 'closed', 'spam', 'deleted'] as const)(
    'leaves what is %s as it is, with its assignee',
    (status) => {
      const change = move({ status });

      expect(change?.after).toMatchObject({ departmentId: 'dep_new', assigneeId: 'agt_ada', status });
      expect(change?.entries.map(({ kind }) => kind)).toEqual(['ticket.transferred']);
    },
  );

  it('does nothing to what is there already', () => {
    expect(move({ departmentId: 'dep_new', status: 'resolved' })).toBeNull();
  });
});
