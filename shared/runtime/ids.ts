import { randomBytes, randomInt } from 'node:crypto';
import { monotonicFactory } from 'ulidx';
import type { Ids } from '#shared/domain/ids.ts';

/** A whole number from 0 to below its argument, uniformly and not to be guessed. */
export const draw = (below: number): number => randomInt(below);

/** From 0 to below 1. */
export const drawShare = () => randomBytes(4).readUInt32BE() / 2 ** 32;

/**
 * Ids rise with time, also within a millisecond and when the clock stands still: lists by id are lists by creation.
 * @param makeCode builds a ticket's code; it may not be guessable, so it draws from here.
 */
export function openIds(now: () => number, makeCode: (draw: (below: number) => number) => string): Ids {
  const next = monotonicFactory(drawShare);
  return {
    next: (prefix) => `${prefix}_${next(now()).toLowerCase()}`,
    code: () => makeCode(draw),
  };
}
