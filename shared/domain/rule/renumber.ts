import { isAfter } from './rule-book.ts';

interface Numbered {
  readonly id: `rul_${string}`;
  readonly order: number;
}

/** The highest number that a rule may have. */
export const highestOrder = 100_000;
/** Room for those that are put between later. */
const widestStep = 10;

/**
 * Numbers with which rules run in a wanted sequence, changing as few of them as can be: of those that stand right already
 * the longest row keeps what it has, if the numbers between have room for the others.
 * @param wanted in the sequence that they shall have, with the numbers that they have: no more of them than numbers.
 * @returns the new number of each whose number changes, by its id.
 */
export function renumber(wanted: readonly Numbered[]): ReadonlyMap<string, number> {
  const all = [lowest, ...wanted, highest];
  const row = longestRow(all);
  const changed = new Map<string, number>();
  for (const [position, next] of row.slice(1).entries()) {
    const last = row[position] ?? 0;
    const between = all.slice(last + 1, next);
    const numbers = numbersBetween(orderAt(all, last), orderAt(all, next), between.length);
    for (const [at, { id }] of between.entries()) changed.set(id, numbers[at] ?? 0);
  }
  return changed;
}

const lowest: Numbered = { id: 'rul_', order: -1 };
const highest: Numbered = { id: 'rul_', order: highestOrder + 1 };

const orderAt = (all: readonly Numbered[], place: number): number => all[place]?.order ?? 0;

/** The places of those that can keep their numbers, as many as there can be, from the first place to the last. */
function longestRow(all: readonly Numbered[]): number[] {
  const lengths = [0];
  const before: number[] = [];
  for (let place = 1; place < all.length; place++) {
    const last = longestBefore(all, lengths, place);
    before[place] = last;
    lengths[place] = (lengths[last] ?? Number.NEGATIVE_INFINITY) + 1;
  }
  const row = [all.length - 1];
  for (let place = all.length - 1; place > 0; ) {
    place = before[place] ?? 0;
    row.unshift(place);
  }
  return row;
}

/** The place from which the longest row so far goes on with this one; -1 where none does. */
function longestBefore(all: readonly Numbered[], lengths: readonly number[], place: number): number {
  let longest = -1;
  for (let last = place - 1; last >= 0; last--) {
    const isLonger = (lengths[last] ?? 0) > (lengths[longest] ?? Number.NEGATIVE_INFINITY);
    if (isLonger && canFollow(all, last, place)) longest = last;
  }
  return longest;
}

/** Whether both can keep their numbers while those between find some. */
function canFollow(all: readonly Numbered[], last: number, place: number): boolean {
  const [one, other] = [all[last] ?? lowest, all[place] ?? highest];
  if (place - last === 1) return isAfter(other, one);
  return other.order - one.order >= place - last;
}

/** So many numbers, rising, with room between them where there is room. */
function numbersBetween(low: number, high: number, count: number): number[] {
  const step = Math.min(widestStep, Math.floor((high - low) / (count + 1)));
  const isOpenAbove = high > highestOrder;
  const first = isOpenAbove ? low + step : high - step * count;
  return Array.from({ length: count }, (_, at) => first + step * at);
}
