import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldChanges } from '#functions/reactions/reports/fold-changes.ts';
import { createDraws } from '#infra/local/services/table/seeded-draws.ts';
import type { Counts } from '#shared/domain/counting/counter-store.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import type { TableChange } from '#shared/lambda/listen.ts';
import { openCounterReader, openCounterStore } from '#shared/persistence/counter-store.ts';
import type { Table } from '#shared/persistence/table.ts';
import { countingIds } from '#test/support/builders.ts';
import { recount } from '#test/support/memory-counters.ts';
import { startTable, type TestTable } from '#test/support/table.ts';
import { live, steps } from '#test/unit/shared/domain/ticket/histories.ts';

const everybody = ['dep_default', 'dep_sales', 'dep_law', 'agt_ada', 'agt_bob', 'agt_carl', 'cst_parts'];

let started: TestTable;
beforeAll(async () => {
  started = await startTable({ conflictShare: 0.1 });
});
afterAll(() => started.close());

/** Search has tests of its own. */
const deaf = { keep: async () => undefined };
const others = { words: deaf, forecast: deaf, slaLog: deaf };

/** Ids and departments of its own for each history: they share one table. */
const apart = <Thing>(thing: Thing, run: number): Thing =>
  JSON.parse(JSON.stringify(thing).replaceAll(/"((?:dep|agt|tkt|cst)_[a-z]+\d*)"/g, `"$1r${run}"`)) as Thing;

function recordOf({ before, after }: Pick<TicketChange, 'before'> & { after: Ticket | null }): TableChange {
  const image = (ticket: Ticket | null) => ticket && { type: 'ticket', data: ticket };
  return {
    eventId: 'any',
    kind: 'MODIFY',
    sequenceNumber: '1',
    writtenAtMs: 0,
    before: image(before),
    after: image(after),
    expired: false,
  };
}

/** Fails as a function may: before its commit, or after it, when nobody hears of it any more. */
function crashing(table: Table, draws: () => number): Pick<Table, 'commit' | 'getMany'> {
  return {
    getMany: (some) => table.getMany(some),
    commit: async (writes) => {
      const draw = draws();
      if (draw < 0.2) throw new Error('crashed before the commit');
      await table.commit(writes);
      if (draw > 0.8) throw new Error('crashed after the commit');
    },
  };
}

/** As the mapping does: a failed batch is halved until it works; some batches are told again although they worked. */
async function deliver(records: readonly TableChange[], table: Table, draws: () => number): Promise<void> {
  const counters = openCounterStore(crashing(table, draws), started.clock.now);
  try {
    await foldChanges(records, { counters, ...others });
    if (draws() > 0.7) await deliver(records, table, draws);
  } catch {
    const middle = draws() > 0.5 ? Math.ceil(records.length / 2) : records.length;
    await deliver(records.slice(0, middle), table, draws);
    if (middle < records.length) await deliver(records.slice(middle), table, draws);
  }
}

function batchesOf(records: readonly TableChange[], draws: () => number): TableChange[][] {
  const batches: TableChange[][] = [];
  for (let at = 0; at < records.length; ) {
    const size = 1 + Math.floor(draws() * 100);
    batches.push(records.slice(at, at + size));
    at += size;
  }
  return batches;
}

const withoutZeros = (counts: ReadonlyMap<string, Counts>) =>
  Object.fromEntries(
    [...counts]
      .map(
        ([of, ofOne]) =>
          [of, Object.fromEntries(Object.entries(ofOne).filter(([, count]) => count !== 0))] as const,
      )
      .filter(([, ofOne]) => Object.keys(ofOne).length > 0),
  );

describe('counters', () => {
  it('equal a recount after any history, however its changes are told', async () => {
    let run = 0;
    const stories = fc.array(steps, { minLength: 1, maxLength: 12 });
    await fc.assert(
      // Even draws from a seed: fast-check's own doubles are mostly 0 and 1, and would crash nearly every commit.
      fc.asyncProperty(stories, fc.nat(5), fc.nat(), async (told, gone, seed) => {
        run += 1;
        const draws = createDraws(seed);
        const ids = countingIds();
        const histories = apart(
          told.map((story) => live(story, ids)),
          run,
        );
        const last = histories.map((changes) => changes.at(-1)?.after as Ticket);
        const removals = last.slice(0, gone).map((before) => recordOf({ before, after: null }));
        const records = [...histories.flat().map(recordOf), ...removals];

        // Two instances at once, as over two shards of the stream.
        const [one = [], other = []] = [
          records.filter((_, at) => at % 2 === 0),
          records.filter((_, at) => at % 2 === 1),
        ];
        await Promise.all(
          [one, other].map(async (part) => {
            for (const batch of batchesOf(part, draws)) await deliver(batch, started.table, draws);
          }),
        );

        const found = await openCounterReader(started.table).read(apart(everybody, run));
        expect(withoutZeros(found)).toEqual(withoutZeros(recount(last.slice(gone))));
      }),
      { numRuns: 15, seed: 3 },
    );
  });

  it('take one transaction for a whole batch of one department', async () => {
    const ids = countingIds();
    const records = apart(Array.from({ length: 90 }, () => live([], ids)).flat(), 1_000).map(recordOf);
    const sizes: number[] = [];
    const table: Pick<Table, 'commit' | 'getMany'> = {
      getMany: (some) => started.table.getMany(some),
      commit: async (writes) => {
        sizes.push(writes.length);
        await started.table.commit(writes);
      },
    };

    await foldChanges(records, { counters: openCounterStore(table, started.clock.now), ...others });

    expect(sizes).toEqual([91]);
    expect(withoutZeros(await openCounterReader(started.table).read(['dep_defaultr1000']))).toEqual({
      dep_defaultr1000: { new: 90, unassigned: 90 },
    });
  });

  it('never outgrow a transaction when every ticket has a department of its own', async () => {
    const ids = countingIds();
    const changes = Array.from({ length: 120 }, (_, at) => apart(live([], ids), 2_000 + at)).flat();
    const sizes: number[] = [];
    const table: Pick<Table, 'commit' | 'getMany'> = {
      getMany: (some) => started.table.getMany(some),
      commit: async (writes) => {
        sizes.push(writes.length);
        await started.table.commit(writes);
      },
    };

    await foldChanges(changes.map(recordOf), {
      counters: openCounterStore(table, started.clock.now),
      ...others,
    });

    expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
    const found = await openCounterReader(started.table).read(['dep_defaultr2000', 'dep_defaultr2119']);
    expect([...found.values()].map((counts) => counts['new'])).toEqual([1, 1]);
  });

  it('count a ticket whole whose beginning nobody told', async () => {
    const [opened] = apart(live([]), 3_000);
    const ticket = opened?.after as Ticket;
    const answered: Ticket = { ...ticket, version: 5, status: 'answered' };

    await foldChanges([recordOf({ before: { ...ticket, version: 4 }, after: answered })], {
      counters: openCounterStore(started.table, started.clock.now),
      ...others,
    });

    expect(withoutZeros(await openCounterReader(started.table).read(['dep_defaultr3000']))).toEqual({
      dep_defaultr3000: { answered: 1 },
    });
  });

  it('count nothing for what changes no count', async () => {
    const refuse = () => Promise.reject(new Error('nothing is to be done'));
    const table = { commit: refuse, getMany: async () => [] };
    const [opened] = live([]);
    const ticket = opened?.after as Ticket;
    const edit = recordOf({ before: ticket, after: { ...ticket, version: 2, subject: 'Other' } });

    await foldChanges([edit], { counters: openCounterStore(table, started.clock.now), ...others });

    expect(withoutZeros(await openCounterReader(started.table).read([]))).toEqual({});
  });
});
