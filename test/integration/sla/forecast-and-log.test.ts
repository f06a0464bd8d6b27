import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Foreseen } from '#shared/domain/sla/foreseen.ts';
import { everywhere, type SlaLogRecord } from '#shared/domain/sla/sla-log.ts';
import { openForecastKeeper, openForecastReader } from '#shared/persistence/forecast-store.ts';
import { openSlaLog, openSlaLogKeeper } from '#shared/persistence/sla-log.ts';
import { startTable, type TestTable } from '#test/support/table.ts';

let started: TestTable;
beforeAll(async () => {
  started = await startTable();
});
afterAll(() => started.close());

const due = (hour: number) => `2026-11-21T${String(hour).padStart(2, '0')}:00:00.000Z`;

const foreseen = (ticketId: Foreseen['ticketId'], changes: Partial<Foreseen> = {}): Foreseen => ({
  ticketId,
  version: 1,
  isGone: false,
  departmentId: 'dep_a',
  assigneeId: null,
  tags: [],
  breaches: [{ kind: 'firstAnswer', dueAt: due(12) }],
  ...changes,
});

const keeper = () => openForecastKeeper(started.table, started.clock.now);
const list = async (of: 'dep_a' | 'dep_b' | 'agt_ada', hour = 23) =>
  (await openForecastReader(started.table).list(of, { upTo: due(hour), limit: 10 })).map(
    ({ ticketId }) => ticketId,
  );

describe('what tickets will breach', () => {
  it('is listed up to an instant, the earliest first, until the ticket is gone', async () => {
    const late = foreseen('tkt_late', { breaches: [{ kind: 'nextAnswer', dueAt: due(14) }] });
    await keeper().keep([late, foreseen('tkt_soon')]);

    expect(await list('dep_a')).toEqual(['tkt_soon', 'tkt_late']);
    expect(await list('dep_a', 12)).toEqual(['tkt_soon']);

    await keeper().keep([
      { ...late, isGone: true, breaches: [] },
      foreseen('tkt_soon', { version: 2, breaches: [] }),
    ]);
    expect(await list('dep_a')).toEqual([]);
  });

  it('follows a ticket to its agent and department, whatever is told twice or late', async () => {
    const told = [
      foreseen('tkt_moved'),
      foreseen('tkt_moved', { version: 2, assigneeId: 'agt_ada' }),
      foreseen('tkt_moved', { version: 3, assigneeId: 'agt_ada', departmentId: 'dep_b' }),
    ];
    for (const one of [told[0], told[2], told[1], told[2], told[0]]) await keeper().keep(one ? [one] : []);

    expect([await list('dep_a'), await list('dep_b'), await list('agt_ada')]).toEqual([
      [],
      ['tkt_moved'],
      ['tkt_moved'],
    ]);
  });

  it('is that of the latest version when many tell of one ticket at once', async () => {
    const told = Array.from({ length: 12 }, (_, at) =>
      foreseen('tkt_busy', { version: at + 1, departmentId: at % 2 === 0 ? 'dep_a' : 'dep_b' }),
    );

    await Promise.all(told.map((one) => keeper().keep([one])));

    expect([await list('dep_a'), await list('dep_b')]).toEqual([[], ['tkt_moved', 'tkt_busy'].toSorted()]);
  });
});

const row = (number: number, endedAt: string, changes: Partial<SlaLogRecord> = {}): SlaLogRecord => ({
  id: `ent_${String(number).padStart(3, '0')}`,
  ticketId: 'tkt_1',
  departmentId: number % 2 === 0 ? 'dep_a' : 'dep_b',
  tags: [],
  kind: 'firstAnswer',
  levelId: null,
  startedAt: endedAt,
  dueAt: null,
  endedAt,
  elapsedMinutes: 1,
  outcome: 'kept',
  responsibleAgentId: number % 3 === 0 ? 'agt_ada' : null,
  finishedByAgentId: 'agt_bob',
  ...changes,
});

describe('the rows of clocks that ended', () => {
  /** Forty rows, nine days apart: over fourteen months. */
  const rows = Array.from({ length: 40 }, (_, at) =>
    row(at, new Date(Date.UTC(2025, 10, 1) + at * 9 * 86_400_000).toISOString()),
  );
  const whole = { from: '2025-01-01T00:00:00.000Z', to: '2026-12-31T00:00:00.000Z' };
  const read = async (of: string[], range = whole) => {
    const found: string[] = [];
    let after: string | undefined;
    do {
      const part = await openSlaLog(started.table).read(of, range, { limit: 3, after });
      found.push(...part.rows.map(({ record }) => record.id));
      after = part.next;
    } while (after !== undefined);
    return found;
  };
  const idsOf = (some: readonly SlaLogRecord[]) => some.map(({ id }) => id).toReversed();
  beforeAll(async () => {
    await openSlaLogKeeper(started.table).keep(rows);
    await openSlaLogKeeper(started.table).keep(rows.slice(5, 20));
  });

  it('are read everywhere, by department and by agent, the newest first and each once', async () => {
    expect(await read([everywhere])).toEqual(idsOf(rows));
    expect(await read(['dep_a'])).toEqual(idsOf(rows.filter((_, at) => at % 2 === 0)));
    expect(await read(['agt_ada', 'dep_a', 'dep_b', 'agt_bob'])).toEqual(idsOf(rows));
    expect(await read(['agt_ada'])).toEqual(idsOf(rows.filter((_, at) => at % 3 === 0)));
    expect(await read(['dep_none'])).toEqual([]);
  });

  it('are read from one instant to another, both included', async () => {
    const [from, to] = [rows[7]?.endedAt ?? '', rows[21]?.endedAt ?? ''];

    expect(await read([everywhere], { from, to })).toEqual(idsOf(rows.slice(7, 22)));
  });

  it('that lie years back are found behind empty months', async () => {
    await openSlaLogKeeper(started.table).keep([
      row(2, '2019-05-05T05:05:05.005Z', { departmentId: 'dep_old' }),
    ]);

    expect(await read(['dep_old'], { ...whole, from: '2019-01-01T00:00:00.000Z' })).toEqual(['ent_002']);
  });
});
