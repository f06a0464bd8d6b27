import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highestOrder, renumber } from '#shared/domain/rule/renumber.ts';
import { isAfter } from '#shared/domain/rule/rule-book.ts';

type Numbered = Parameters<typeof renumber>[0][number];

/** `a1 b1 c3`: names with their numbers, in the wanted sequence. */
const wanted = (said: string): Numbered[] =>
  said.split(' ').map((one) => ({ id: `rul_${one[0]}`, order: Number(one.slice(1)) }));
const told = (said: string) =>
  Object.fromEntries([...renumber(wanted(said))].map(([id, order]) => [id.slice(4), order]));

const rules = fc
  .uniqueArray(fc.constantFrom(...'abcdefg'), { minLength: 1 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc
          .oneof(fc.nat(9), fc.integer({ min: highestOrder - 5, max: highestOrder }))
          .map((order): Numbered => ({ id: `rul_${name}`, order })),
      ),
    ),
  );

const renumbered = (all: readonly Numbered[], numbers = renumber(all)) =>
  all.map((one) => ({ ...one, order: numbers.get(one.id) ?? one.order }));
const isInTurn = (all: readonly Numbered[]) =>
  all.every((one, at) => at === 0 || isAfter(one, all[at - 1] as Numbered));

/** Whether those that are kept could all keep their numbers while the others find some. */
function canKeep(all: readonly Numbered[], kept: readonly number[]): boolean {
  const [lowest, highest] = [
    { id: 'rul_', order: -1, at: -1 },
    { id: 'rul_', order: highestOrder + 1, at: all.length },
  ] as const;
  const row = [lowest, ...kept.map((at) => ({ ...(all[at] as Numbered), at })), highest];
  return row.slice(1).every((next, position) => {
    const last = row[position] ?? lowest;
    const free = next.at - last.at - 1;
    return free === 0 ? isAfter(next, last) : next.order - last.order > free;
  });
}

function fewestChanges(all: readonly Numbered[]): number {
  const sets = Array.from({ length: 2 ** all.length }, (_, set) =>
    [...all.keys()].filter((at) => (set >> at) % 2 === 1),
  );
  return all.length - Math.max(...sets.filter((kept) => canKeep(all, kept)).map(({ length }) => length));
}

describe('numbers for a sequence of rules', () => {
  it.each([
    ['changes none that stand right', 'a10 b20 c30', {}],
    ['leaves what their age puts right', 'a1 b1 c1', {}],
    ['puts the last one first', 'c30 a10 b20', { c: 5 }],
    ['puts the first one last, with room behind the others', 'b20 c30 a10', { a: 40 }],
    ['puts one between two others', 'a10 c30 b20', { c: 15 }],
    ['finds the middle of a narrow gap', 'a1 c9 b3', { c: 2 }],
    ['moves a neighbour where there is no gap', 'a1 d9 b2 c3', { a: 0, d: 1 }],
    ['turns a row around', 'c1 b1 a1', { c: 0, a: 11 }],
    ['stays below the highest number', 'b100000 a5', { b: 2 }],
  ])('%s: %s', (_, said, changed) => {
    const result = told(said);

    expect(result).toEqual(changed);
    expect(isInTurn(renumbered(wanted(said)))).toBe(true);
  });

  it('put any rules in any sequence, and change the fewest that can be', () => {
    fc.assert(
      fc.property(rules, (all) => {
        const numbers = renumber(all);

        const after = renumbered(all, numbers);

        expect(isInTurn(after)).toBe(true);
        for (const { order } of after) {
          expect(order).toBeGreaterThanOrEqual(0);
          expect(order).toBeLessThanOrEqual(highestOrder);
        }
        expect(numbers.size).toBe(fewestChanges(all));
      }),
      { numRuns: 300 },
    );
  });
});
