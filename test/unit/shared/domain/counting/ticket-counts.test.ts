import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountChange, countChanges, sumCounts } from '#shared/domain/counting/ticket-counts.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aTicket } from '#test/support/builders.ts';
import { live, steps } from '../ticket/histories.ts';

const read = (changes: readonly CountChange[]) =>
  changes.map(({ of, name, by }) => `${of} ${name} ${by}`).sort();

describe('what a ticket counts', () => {
  it.each<[string, Partial<Ticket>, string[]]>([
    ['new, of nobody', {}, ['dep_default new 1', 'dep_default unassigned 1']],
    [
      'open, of an agent',
      { status: 'open', assigneeId: 'agt_ada' },
      ['agt_ada dep_default 1', 'dep_default open 1'],
    ],
    ['answered, of nobody', { status: 'answered' }, ['dep_default answered 1']],
    ['resolved, of an agent', { status: 'resolved', assigneeId: 'agt_ada' }, ['dep_default resolved 1']],
  ])('%s', (_, changes, expected) => {
    expect(read(countChanges(null, aTicket(changes)))).toEqual(expected);
  });
});

describe('what a change counts', () => {
  const before = aTicket();

  it.each<[string, Partial<Ticket> | null, string[]]>([
    ['an edit of its subject', { subject: 'Other' }, []],
    [
      'its being answered',
      { status: 'answered' },
      ['dep_default answered 1', 'dep_default new -1', 'dep_default unassigned -1'],
    ],
    ['its assignment', { assigneeId: 'agt_ada' }, ['agt_ada dep_default 1', 'dep_default unassigned -1']],
    [
      'its transfer',
      { departmentId: 'dep_sales' },
      ['dep_default new -1', 'dep_default unassigned -1', 'dep_sales new 1', 'dep_sales unassigned 1'],
    ],
    ['its end', null, ['dep_default new -1', 'dep_default unassigned -1']],
  ])('%s', (_, changes, expected) => {
    const after = changes === null ? null : { ...before, ...changes };
    expect(read(countChanges(before, after))).toEqual(expected);
  });

  it('adds up over any history to what the last state counts', () => {
    fc.assert(
      fc.property(steps, (story) => {
        const changes = live(story);
        const sum = sumCounts(changes.flatMap(({ before: was, after }) => countChanges(was, after)));
        expect(read(sum)).toEqual(read(countChanges(null, changes.at(-1)?.after ?? null)));
      }),
      { numRuns: 100 },
    );
  });
});
