import { describe, expect, it } from 'vitest';
import { createDraws } from '#infra/local/services/table/seeded-draws.ts';

const draws = (seed: number, count: number) => Array.from({ length: count }, createDraws(seed));

describe('createDraws', () => {
  it('repeats itself for the same seed only', () => {
    expect(draws(1, 20)).toEqual(draws(1, 20));
    expect(draws(1, 20)).not.toEqual(draws(2, 20));
  });

  it('spreads evenly between 0 and 1', () => {
    const many = draws(3, 10_000);

    expect(Math.min(...many)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...many)).toBeLessThan(1);
    const hits = many.filter((draw) => draw < 0.01).length;
    expect(hits).toBeGreaterThan(60);
    expect(hits).toBeLessThan(140);
  });
});
