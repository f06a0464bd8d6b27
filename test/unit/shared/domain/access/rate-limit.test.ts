import { describe, expect, it } from 'vitest';
import { type RateLeases, RateLimits } from '#shared/domain/access/rate-limit.ts';

const subject = { kind: 'key', id: 'key_1' } as const;

/** One budget for all instances, as the table keeps it. */
function sharedLeases() {
  const leased = new Map<string, number>();
  const asked: number[] = [];
  const leases: RateLeases = {
    lease: async ({ kind, id }, minute, { count, budget }) => {
      asked.push(count);
      const name = `${kind} ${id} ${minute}`;
      const before = leased.get(name) ?? 0;
      if (before + count > budget) return false;
      leased.set(name, before + count);
      return true;
    },
  };
  return { leases, asked };
}

async function send(limits: RateLimits, requests: number) {
  let allowed = 0;
  for (let request = 0; request < requests; request++) {
    const decision = limits.take(subject);
    if (!decision.allowed) continue;
    allowed += 1;
    await decision.leased;
  }
  return allowed;
}

describe('RateLimits', () => {
  it('lets the budget of a minute through, and one request more at most', async () => {
    const { leases } = sharedLeases();
    const limits = new RateLimits(leases, { key: 100, address: 0 }, () => 0);

    const allowed = await send(limits, 500);

    expect(allowed).toBeGreaterThanOrEqual(100);
    expect(allowed).toBeLessThanOrEqual(101);
  });

  it('asks for more at a time the more it takes', async () => {
    const { leases, asked } = sharedLeases();
    const limits = new RateLimits(leases, { key: 1200, address: 0 }, () => 0);

    await send(limits, 1000);

    expect(asked.slice(0, 8)).toEqual([6, 6, 6, 6, 6, 8, 10, 12]);
    expect(Math.max(...asked)).toBe(120);
    expect(asked.length).toBeLessThan(30);
  });

  it('shares the budget among instances', async () => {
    const { leases } = sharedLeases();
    const instances = Array.from(
      { length: 4 },
      () => new RateLimits(leases, { key: 100, address: 0 }, () => 0),
    );

    const allowed = await Promise.all(instances.map((limits) => send(limits, 200)));

    const all = allowed.reduce((sum, each) => sum + each);
    expect(all).toBeGreaterThanOrEqual(100);
    expect(all).toBeLessThanOrEqual(100 + 4);
  });

  it.each([
    { budget: 60_000, count: 40, each: 300, expected: 12_000 },
    { budget: 1_200, count: 40, each: 20, expected: 800 },
    { budget: 1_200, count: 100, each: 6, expected: 600 },
  ])('of $budget lets $count instances take $each each', async ({ budget, count, each, expected }) => {
    const { leases } = sharedLeases();
    const instances = Array.from(
      { length: count },
      () => new RateLimits(leases, { key: budget, address: 0 }, () => 0),
    );
    let allowed = 0;

    for (let turn = 0; turn < each; turn++) {
      for (const limits of instances) allowed += await send(limits, 1);
    }

    expect(allowed).toBeGreaterThanOrEqual(expected);
  });

  it('says when to ask again, and begins anew with the next minute', async () => {
    const { leases } = sharedLeases();
    let nowMs = 20_000;
    const limits = new RateLimits(leases, { key: 10, address: 0 }, () => nowMs);
    await send(limits, 50);

    expect(limits.take(subject)).toEqual({ allowed: false, retryAfterSeconds: 40 });
    nowMs = 60_000;
    expect(limits.take(subject).allowed).toBe(true);
  });

  it('turns nobody away when the count cannot be kept', async () => {
    const broken: RateLeases = { lease: () => Promise.reject(new Error('the table is away')) };
    const limits = new RateLimits(broken, { key: 10, address: 0 }, () => 0);

    expect(await send(limits, 50)).toBe(50);
  });

  it('counts nothing without a budget', async () => {
    const { leases, asked } = sharedLeases();
    const limits = new RateLimits(leases, { key: 0, address: 0 }, () => 0);

    expect(await send(limits, 50)).toBe(50);
    expect(asked).toEqual([]);
  });
});
