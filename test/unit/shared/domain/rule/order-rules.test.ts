import { describe, expect, it } from 'vitest';
import { type AnyConfigured, Configuration } from '#shared/domain/account/configuration.ts';
import type { ConfigurationChanges } from '#shared/domain/account/configuration-store.ts';
import { mostRenumbered, orderRules } from '#shared/domain/rule/order-rules.ts';
import { anAccount, aPrincipal, countingIds, startMs } from '#test/support/builders.ts';
import { aRule } from '#test/support/rules.ts';

/** A thousand rules with room between their numbers. */
const idOf = (at: number) => `rul_${String(at).padStart(4, '0')}` as const;
const ids = Array.from({ length: 1000 }, (_, at) => idOf(at));
const all: AnyConfigured[] = [
  { kind: 'settings', thing: anAccount().settings },
  ...ids.map((id, at) => ({ kind: 'rule', thing: aRule({ id, order: at * 10 }) }) as const),
];

function aDesk(outcomes: ('saved' | 'changed-meanwhile')[] = ['saved']) {
  const asked: ConfigurationChanges[] = [];
  return {
    asked,
    desk: {
      ids: countingIds(),
      now: () => startMs,
      configuration: { load: async () => new Configuration(7 + asked.length, all) },
      saveTogether: async (changes: ConfigurationChanges) => {
        asked.push(changes);
        return outcomes.shift() ?? 'saved';
      },
    },
  };
}
const request = { principal: aPrincipal(), sourceIp: '192.0.2.1', ifMatch: null };

describe('a thousand rules', () => {
  it('are put in order by the one that moves', async () => {
    const { desk, asked } = aDesk();
    const wanted = [...ids.slice(0, 3), idOf(999), ...ids.slice(3, 999)];

    const order = await orderRules(desk, 'rule', { ids: wanted, request });

    expect(order).toEqual({ ids: wanted, version: 8 });
    expect(asked).toHaveLength(1);
    const [{ changes, decidedOn, audits }] = asked as [ConfigurationChanges];
    expect(decidedOn).toBe(7);
    expect(changes).toMatchObject([
      {
        before: { thing: { order: 9990, version: 1 } },
        after: { kind: 'rule', thing: { order: 25, version: 2 } },
      },
    ]);
    expect(audits).toMatchObject([
      { action: 'rule.ordered', before: { rul_0999: 9990 }, after: { rul_0999: 25 }, sourceIp: '192.0.2.1' },
    ]);
  });

  it('are decided on anew when something else was configured meanwhile', async () => {
    const { desk, asked } = aDesk(['changed-meanwhile', 'saved']);

    const { version } = await orderRules(desk, 'rule', { ids: [idOf(1), idOf(0), ...ids.slice(2)], request });

    expect(asked.map(({ decidedOn }) => decidedOn)).toEqual([7, 8]);
    expect(version).toBe(9);
  });

  it('are not turned around at once: a transaction has a hundred writes', async () => {
    const { desk, asked } = aDesk();

    await expect(orderRules(desk, 'rule', { ids: ids.toReversed(), request })).rejects.toMatchObject({
      code: 'invalid',
      details: { errors: [{ path: 'ids', message: expect.stringContaining(`at most ${mostRenumbered}`) }] },
    });
    expect(asked).toEqual([]);
  });

  it('are compared with the version that the client saw', async () => {
    const { desk } = aDesk();
    const stale = { ...request, ifMatch: 6 };

    await expect(orderRules(desk, 'rule', { ids, request: stale })).rejects.toMatchObject({
      code: 'version-is-stale',
    });
  });
});
