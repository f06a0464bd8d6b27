import { describe, expect, it } from 'vitest';
import {
  countChanges,
  sumCounts,
  toCounted,
  toCountedChange,
} from '#shared/domain/counting/ticket-counts.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { isNews, latestOfEach } from '#shared/domain/ticket/told-ticket.ts';
import { aTicket } from '#test/support/builders.ts';

const named = (counts: readonly { of: string; name: string }[]) =>
  counts.map(({ of, name }) => `${of} ${name}`);

describe('a ticket', () => {
  it.each<[string, Partial<Ticket>, string[]]>([
    ['new, of nobody', {}, ['dep_default new', 'dep_default unassigned']],
    [
      'open, of an agent',
      { status: 'open', assigneeId: 'agt_ada' },
      ['dep_default open', 'agt_ada dep_default'],
    ],
    [
      'taken by him',
      { assigneeId: 'agt_ada', takenAt: '2026-03-02T09:00:00.000Z' },
      ['dep_default new', 'agt_ada dep_default'],
    ],
    [
      'with a custom status',
      { customStatusId: 'cst_parts' },
      ['dep_default new', 'dep_default unassigned', 'cst_parts labelled'],
    ],
    ['answered, of nobody', { status: 'answered' }, ['dep_default answered']],
    ['resolved, of an agent', { status: 'resolved', assigneeId: 'agt_ada' }, ['dep_default resolved']],
  ])('%s counts where it is', (_, changes, expected) => {
    expect(named(toCounted(aTicket(changes)).counts)).toEqual(expected);
  });
});

describe('a saved change', () => {
  const before = aTicket();

  it.each<[string, Partial<Ticket>, boolean]>([
    ['an edit of its subject', { subject: 'Other' }, false],
    ['its answer', { status: 'answered' }, true],
    ['its assignment', { assigneeId: 'agt_ada' }, true],
    ['its transfer', { departmentId: 'dep_sales' }, true],
  ])('%s is counted: %s', (...[, changes, isCounted]) => {
    const after = { ...before, ...changes, version: 2 };

    expect(toCountedChange(before, after)).toEqual(isCounted ? toCounted(after) : null);
  });

  it('that makes a ticket is counted, and one that ends it for good', () => {
    expect(toCountedChange(null, before)).toEqual(toCounted(before));
    expect(toCountedChange(before, null)).toEqual({
      ticketId: before.id,
      version: 1,
      isGone: true,
      counts: [],
    });
    expect(toCountedChange(null, null)).toBeNull();
  });
});

describe('what is counted', () => {
  const at = (version: number, isGone = false) => ({ ...toCounted(aTicket({ version })), isGone });

  it.each([
    ['never was', at(1), undefined, true],
    ['was as of an older version', at(3), at(2), true],
    ['was as of this version', at(2), at(2), false],
    ['was as of a newer version', at(2), at(3), false],
    ['is gone', at(2, true), at(2), true],
    ['was gone', at(9), at(2, true), false],
  ])('is news when it %s', (...[, told, known, expected]) => {
    expect(isNews(told, known)).toBe(expected);
  });

  it('is of each ticket the latest, in whatever order it is told', () => {
    expect(latestOfEach([at(2), at(3), at(1)])).toEqual([at(3)]);
    expect(latestOfEach([at(2, true), at(3)])).toEqual([at(2, true)]);
  });

  it('moves from where it was to where it is', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => ({ of: 'dep', name }));

    expect(countChanges([a!, b!], [b!, c!])).toEqual([
      { of: 'dep', name: 'a', by: -1 },
      { of: 'dep', name: 'c', by: 1 },
    ]);
    expect(
      sumCounts([
        { ...a!, by: 1 },
        { ...b!, by: 2 },
        { ...a!, by: -1 },
      ]),
    ).toEqual([{ ...b, by: 2 }]);
  });
});
