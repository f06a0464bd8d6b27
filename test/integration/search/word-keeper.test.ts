import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDraws } from '#infra/local/services/table/seeded-draws.ts';
import { toFoundBy, toFoundByChange } from '#shared/domain/search/found-by.ts';
import { parseQuery } from '#shared/domain/search/query.ts';
import { searchTickets } from '#shared/domain/search/search-tickets.ts';
import { openTicketSearch } from '#shared/domain/search/ticket-search.ts';
import type { FoundBy, WordEntry } from '#shared/domain/search/word-index.ts';
import { stemsOf } from '#shared/domain/search/words.ts';
import { editTicket } from '#shared/domain/ticket/edit-ticket.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { anyTicket } from '#shared/domain/ticket/ticket-filter.ts';
import type { Table } from '#shared/persistence/table.ts';
import { openWordIndex } from '#shared/persistence/word-index.ts';
import { openWordKeeper } from '#shared/persistence/word-keeper.ts';
import { aContext, anOpening, aPrincipal, aTicket } from '#test/support/builders.ts';
import { type StartedDesk, saveAll, startDesk } from '../tickets/start-desk.ts';

let started: StartedDesk;
beforeAll(async () => {
  started = await startDesk({ conflictShare: 0.1 });
});
afterAll(() => started.close());

const keeper = (table: Parameters<typeof openWordKeeper>[0] = started.table) =>
  openWordKeeper(table, started.clock.now);

/** Every row of a ticket as the table has it. */
async function rowsOf(ticketId: string): Promise<Record<string, string>> {
  const items = await started.readAll();
  return Object.fromEntries(
    items.flatMap(({ pk, sk, data }) =>
      pk.startsWith('WORD#') && sk.endsWith(`#${ticketId}`)
        ? [[pk.split('#')[1] ?? '', (data as { words: string }).words]]
        : [],
    ),
  );
}

const expectedRows = (words: readonly string[]) =>
  Object.fromEntries(stemsOf(words).map((stem) => [stem, words.join(' ')]));

/** Fails as a function may: before or after any of its writes. */
function crashing(table: Table, draws: () => number): Parameters<typeof openWordKeeper>[0] {
  const around = async (write: () => Promise<void>) => {
    const draw = draws();
    if (draw < 0.2) throw new Error('crashed before the write');
    await write();
    if (draw > 0.8) throw new Error('crashed after the write');
  };
  return {
    getMany: (some) => table.getMany(some),
    commit: (writes) => around(() => table.commit(writes)),
    writeMany: (writes) => around(() => table.writeMany(writes)),
  };
}

/** The stream tells a batch again until it worked, and some batches although they did. */
async function deliver(batch: readonly FoundBy[], draws: () => number): Promise<void> {
  for (;;) {
    try {
      await keeper(crashing(started.table, draws)).keep(batch);
      if (draws() > 0.3) return;
    } catch (error) {
      expect(String(error)).toMatch(/crashed/);
    }
  }
}

const subjects = ['chairs', 'charcoal chairs', 'internationally known tables', 'ox', 'chapter two of three'];

/** A ticket's life, one subject after the other; null: it is gone. */
function statesOf(id: Ticket['id'], story: readonly (string | null)[]): FoundBy[] {
  return story.map((subject, at) => {
    const told = toFoundBy(aTicket({ id, version: at + 1, subject: subject ?? '' }));
    return subject === null ? { ...told, isGone: true, words: [] } : told;
  });
}

const stories = fc
  .tuple(
    fc.array(fc.constantFrom(...subjects), { minLength: 1, maxLength: 8 }),
    fc.constantFrom([], [null]),
    fc.integer(),
  )
  .map(([told, end, seed]) => ({ story: [...told, ...end], seed }));

describe('what tickets are found by', () => {
  it('is what they say last, after crashes and repeats', async () => {
    let run = 0;
    const property = fc.asyncProperty(stories, async ({ story, seed }) => {
      run += 1;
      const draws = createDraws(seed);
      const states = statesOf(`tkt_run${run}`, story);

      for (let at = 0; at < states.length; ) {
        const next = at + 1 + Math.floor(draws() * 3);
        await deliver(states.slice(at, next), draws);
        if (draws() > 0.5) await deliver(states.slice(0, next), draws);
        at = next;
      }

      expect(await rowsOf(`tkt_run${run}`)).toEqual(expectedRows(states.at(-1)?.words ?? []));
    });
    await fc.assert(property, { numRuns: 25, seed: 5 });
  });

  it('is not brought back by what is told late of a ticket that is gone', async () => {
    const ticket = aTicket({ id: 'tkt_gone', subject: 'chairs' });
    await keeper().keep([toFoundBy(ticket)]);
    await keeper().keep([toFoundByChange(ticket, null)!]);

    await keeper().keep([toFoundBy({ ...ticket, version: 9 })]);

    expect(await rowsOf('tkt_gone')).toEqual({});
  });

  it('is cleared up by whoever is overtaken while he writes', async () => {
    const ticket = aTicket({ id: 'tkt_raced', subject: 'chairs' });
    const newer = { ...ticket, version: 3, subject: 'tables' };
    await keeper().keep([toFoundBy(ticket)]);
    let overtaken = false;
    const slow: Parameters<typeof openWordKeeper>[0] = {
      getMany: (some) => started.table.getMany(some),
      writeMany: (writes) => started.table.writeMany(writes),
      commit: async (writes) => {
        if (!overtaken) await keeper().keep([toFoundBy(newer)]);
        overtaken = true;
        await started.table.commit(writes);
      },
    };

    await keeper(slow).keep([toFoundBy({ ...ticket, version: 2, subject: 'walnut' })]);

    expect(await rowsOf('tkt_raced')).toEqual(expectedRows(toFoundBy(newer).words));
  });

  it('fits for a ticket with as much as it may have', async () => {
    const subject = Array.from({ length: 80 }, (_, at) => `${at}${'wörd'.repeat(10)}`).join(' ');
    const ticket = aTicket({ id: 'tkt_wide', subject });
    await keeper().keep([toFoundBy(ticket)]);
    await keeper().keep([toFoundBy({ ...ticket, version: 2, subject: 'short' })]);

    expect(await rowsOf('tkt_wide')).toEqual(expectedRows(toFoundBy({ ...ticket, subject: 'short' }).words));
  });
});

describe('searchTickets over the real index', () => {
  const found = async (q: string, limit = 25) => {
    const desk = { ...started.desk, search: openTicketSearch(openWordIndex(started.table)) };
    const items: Ticket[] = [];
    let after: string | undefined;
    do {
      const sought = { filter: anyTicket, backward: true, limit, after, query: parseQuery(q) };
      const page = await searchTickets(desk, aPrincipal({ role: 'owner' }), sought);
      items.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    return items.map(({ id }) => id);
  };

  it('gives each ticket once, the newest first, over many pages and all parts of a busy word', async () => {
    const changes = Array.from({ length: 60 }, (_, at) =>
      openTicket(
        anOpening({ subject: at % 2 === 0 ? 'Wardrobe delivered' : 'Wardrobes delivered' }),
        aContext(Math.floor(at / 5), { ids: started.desk.ids }),
      ),
    );
    await saveAll(started.desk, changes);
    await keeper().keep(changes.map(({ after }) => toFoundBy(after)));
    const newestFirst = changes
      .map(({ after }) => after)
      .toSorted((one, other) => (`${one.createdAt}#${one.id}` > `${other.createdAt}#${other.id}` ? -1 : 1));

    expect(await found('wardrobe', 7)).toEqual(newestFirst.map(({ id }) => id));
    expect(await found('wardrobe delivered', 7)).toEqual(
      newestFirst.filter(({ subject }) => subject.startsWith('Wardrobe ')).map(({ id }) => id),
    );
    expect(await found(newestFirst[3]!.code)).toEqual([newestFirst[3]!.id]);
  });

  it('follows an edit', async () => {
    const opened = openTicket(anOpening({ subject: 'Bookcase' }), aContext(0, { ids: started.desk.ids }));
    await started.desk.tickets.save(opened);
    await keeper().keep([toFoundByChange(null, opened.after)!]);
    const edit = editTicket(opened.after, { subject: 'Shelf', tags: ['oak'] }, aContext(1))!;
    await started.desk.tickets.save(edit);
    await keeper().keep([toFoundByChange(edit.before, edit.after)!]);

    expect(await found('bookcase')).toEqual([]);
    expect(await found('shelf oak')).toEqual([opened.after.id]);
  });

  it('reads parts of one stem as entries of their tickets', async () => {
    const parts = await openWordIndex(started.table).list('wardro', {
      backward: false,
      after: undefined,
      limit: 100,
    });
    const entries: WordEntry[] = parts.flat();
    expect(parts.length).toBeGreaterThan(1);
    expect(entries).toHaveLength(60);
    expect(parts.every((part) => part.length > 0)).toBe(true);
  });
});
