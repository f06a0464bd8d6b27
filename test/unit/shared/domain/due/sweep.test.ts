import { describe, expect, it } from 'vitest';
import type { DueStore, DueThing } from '#shared/domain/due/due-store.ts';
import { sweep } from '#shared/domain/due/sweep.ts';
import { atMinute, startMs } from '#test/support/builders.ts';

const due = (minutes: number): DueThing => ({ pk: `tkt_${minutes}`, sk: 'TICKET', dueAt: atMinute(minutes) });

/** Pages of two. */
function aStore(things: readonly DueThing[]): DueStore {
  return {
    list: async function* (_sweep, upTo) {
      const found = things.filter((thing) => thing.dueAt <= upTo);
      for (let at = 0; at < found.length; at += 2) yield found.slice(at, at + 2);
    },
  };
}

async function sweepOver(things: readonly DueThing[]) {
  const reminded: DueThing[] = [];
  const result = await sweep('sla', {
    due: aStore(things),
    now: () => startMs,
    remind: async (page) => {
      reminded.push(...page);
    },
  });
  return { result, reminded: reminded.map((thing) => thing.pk) };
}

describe('sweep', () => {
  it('reminds of what is due within two and a half minutes, and of nothing else', async () => {
    const { result, reminded } = await sweepOver([due(0), due(1), due(2), due(2.5), due(2.51), due(60)]);

    expect(reminded).toEqual(['tkt_0', 'tkt_1', 'tkt_2', 'tkt_2.5']);
    expect(result).toEqual({ found: 4, lagSeconds: 0 });
  });

  it('tells how late the earliest is', async () => {
    const { result } = await sweepOver([due(-3), due(-5), due(1)]);

    expect(result).toEqual({ found: 3, lagSeconds: 300 });
  });

  it('finds nothing where nothing is due', async () => {
    expect(await sweepOver([])).toEqual({ result: { found: 0, lagSeconds: 0 }, reminded: [] });
  });
});
