import { describe, expect, it } from 'vitest';
import { rolePermissions } from '#shared/domain/access/role.ts';
import { ComplianceCount } from '#shared/domain/sla/compliance.ts';
import { forecastBreaches } from '#shared/domain/sla/forecast.ts';
import type { Foreseen } from '#shared/domain/sla/foreseen.ts';
import { toForeseenChange } from '#shared/domain/sla/foreseen.ts';
import {
  listSlaLog,
  readSlaLog,
  type SlaLog,
  type SlaLogFilter,
  type SlaLogRecord,
  toLogRecord,
} from '#shared/domain/sla/sla-log.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { aDepartment, anAccount, aPrincipal, atMinute } from '#test/support/builders.ts';

const account = anAccount({ departments: [aDepartment(), aDepartment('dep_a'), aDepartment('dep_b')] });
const reportsAll = new Set([...rolePermissions.agent, 'reports.all'] as const);

const row = (number: number, changes: Partial<SlaLogRecord> = {}): SlaLogRecord => ({
  id: `ent_${number}`,
  ticketId: 'tkt_1',
  departmentId: 'dep_a',
  tags: [],
  kind: 'firstAnswer',
  levelId: 'sla_gold',
  startedAt: atMinute(0),
  dueAt: atMinute(60),
  endedAt: atMinute(number),
  elapsedMinutes: number,
  outcome: 'kept',
  responsibleAgentId: null,
  finishedByAgentId: null,
  ...changes,
});

/** Tells all rows whatever parts are asked, and which parts those were. */
function aLog(rows: readonly SlaLogRecord[]): SlaLog & { asked: (readonly string[])[] } {
  const asked: (readonly string[])[] = [];
  return {
    asked,
    read: async (of, _range, { limit, after }) => {
      asked.push(of);
      const begin = after === undefined ? 0 : Number(after) + 1;
      const part = rows.slice(begin, begin + limit);
      const last = begin + part.length - 1;
      return {
        rows: part.map((record, at) => ({ record, position: String(begin + at) })),
        next: last + 1 < rows.length ? String(last) : undefined,
      };
    },
  };
}

const everything: SlaLogFilter = {
  from: atMinute(0),
  to: atMinute(999),
  departmentIds: null,
  levelIds: null,
  agentIds: null,
  kinds: null,
};
const page = { limit: 25, after: undefined };

describe('who reads the log', () => {
  const rows = [
    row(1),
    row(2, { departmentId: 'dep_b' }),
    row(3, { departmentId: 'dep_b', responsibleAgentId: 'agt_ada' }),
    row(4, { finishedByAgentId: 'agt_ada', tags: ['Vip'] }),
  ];
  const inDepartmentA = { departmentRoles: new Map([['dep_a', 'solver'] as const]) };
  it.each([
    { who: 'an admin everything', principal: aPrincipal({ role: 'admin' }), of: ['ALL'], told: [1, 2, 3, 4] },
    { who: 'an agent his own', principal: aPrincipal(inDepartmentA), of: ['agt_ada'], told: [3, 4] },
    {
      who: 'who sees the reports of his departments, and his own',
      principal: aPrincipal({ ...inDepartmentA, permissions: reportsAll }),
      of: ['dep_a', 'agt_ada'],
      told: [1, 3, 4],
    },
    {
      who: 'who is limited to tags what has them',
      principal: aPrincipal({ permissions: reportsAll, scope: { level: 'all', tags: ['vip'] } }),
      of: ['ALL'],
      told: [4],
    },
    {
      who: 'who is limited to his own tickets those',
      principal: aPrincipal({ permissions: reportsAll, scope: { level: 'assigned', tags: [] } }),
      of: ['agt_ada'],
      told: [3],
    },
  ])('$who', async ({ principal, of, told }) => {
    const log = aLog(rows);

    const { items } = await listSlaLog(log, everything, { ...page, principal, account });

    expect(log.asked[0]).toEqual(of);
    expect(items.map(({ elapsedMinutes }) => elapsedMinutes)).toEqual(told);
  });

  it('is not told the ticket of his own row when that is out of his scope', async () => {
    const principal = aPrincipal({ scope: { level: 'assigned', tags: [] } });

    const { items } = await listSlaLog(aLog(rows), everything, { ...page, principal, account });

    expect(items.map(({ ticketId }) => ticketId)).toEqual(['tkt_1', null]);
  });
});

describe('a filtered page', () => {
  const owner = aPrincipal({ role: 'owner' });
  it('may be short, goes on where it ended, and in the end has each row once', async () => {
    const rows = Array.from({ length: 3_000 }, (_, at) =>
      row(at, { kind: at % 1_000 === 999 ? 'firstResolve' : 'firstAnswer' }),
    );
    const filter: SlaLogFilter = { ...everything, kinds: ['firstResolve'] };
    const found: number[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const told = await listSlaLog(aLog(rows), filter, { limit: 25, after, principal: owner, account });
      found.push(...told.items.map(({ elapsedMinutes }) => elapsedMinutes));
      after = told.next;
      pages += 1;
    } while (after !== undefined);

    expect(found).toEqual([999, 1_999, 2_999]);
    expect(pages).toBeGreaterThan(3);
  });

  it('is refused as a whole when it has too many rows', async () => {
    const endless: SlaLog = {
      read: async (_of, _range, { limit }) => ({
        rows: Array.from({ length: limit }, () => ({ record: row(1), position: 'x' })),
        next: 'x',
      }),
    };
    const drain = async () => {
      for await (const one of readSlaLog(endless, everything, { principal: owner, account }))
        if (!one) return;
    };

    await expect(drain()).rejects.toMatchObject({ code: 'too-large' });
  });
});

describe('an entry of the timeline', () => {
  const after = { clock: 'nextAnswer', startedAt: atMinute(0), dueAt: null, endedAt: atMinute(5) };
  const entry = {
    id: 'ent_1',
    kind: 'sla.ended',
    ticketId: 'tkt_1',
    facts: { departmentId: 'dep_a', tags: [], levelId: 'sla_gold' },
    after,
  } as unknown as Entry;

  it('that tells of the end of a clock is a row; any other is none', () => {
    expect(toLogRecord(entry)).toMatchObject({ id: 'ent_1', kind: 'nextAnswer', levelId: 'sla_gold' });
    expect(toLogRecord({ ...entry, after: { ...after, levelId: 'sla_old' } })).toMatchObject({
      levelId: 'sla_old',
    });
    expect(toLogRecord({ ...entry, kind: 'sla.breached' })).toBeNull();
  });
});

describe('compliance', () => {
  it('is counted by group and kind, the largest first', () => {
    const count = new ComplianceCount('agent');
    for (const outcome of ['kept', 'kept', 'missed'] as const) {
      count.add(row(1, { outcome, responsibleAgentId: 'agt_ada' }));
    }
    count.add(row(1, { kind: 'firstResolve', outcome: 'missed' }));

    expect(count.toGroups()).toMatchObject([
      { id: 'agt_ada', kept: 2, missed: 1, keptPct: 66.67 },
      { id: null, kept: 0, missed: 1, byKind: { firstResolve: { kept: 0, missed: 1, keptPct: 0 } } },
    ]);
    expect(count.toTotal()).toEqual({ kept: 2, missed: 2, keptPct: 50 });
    expect(new ComplianceCount('level').toTotal()).toEqual({ kept: 0, missed: 0, keptPct: null });
  });
});

const foreseen = (number: number, changes: Partial<Foreseen> = {}): Foreseen => ({
  ticketId: `tkt_${number}`,
  version: 1,
  isGone: false,
  departmentId: 'dep_a',
  assigneeId: null,
  tags: [],
  breaches: [
    { kind: 'firstAnswer', dueAt: atMinute(number) },
    { kind: 'firstResolve', dueAt: atMinute(number + 600) },
  ],
  ...changes,
});

describe('the forecast of a department', () => {
  const asked = { upTo: atMinute(240), departmentIds: ['dep_a'], limit: 2 };
  const deskWith = (all: readonly Foreseen[]) => ({
    accounts: { load: async () => account, known: async () => account },
    forecast: { list: async (_of: string, { limit }: { limit: number }) => all.slice(0, limit) },
  });

  it('ends its count at 1,000 tickets and says so', async () => {
    const many = Array.from({ length: 1_200 }, (_, at) => foreseen(at / 1_000));

    const [whole] = await forecastBreaches(deskWith(many), aPrincipal({ role: 'admin' }), asked);

    expect(whole).toMatchObject({ count: 1_000, atLeast: true, clocks: { length: 2 } });
  });

  it('leaves out what tags hide, what comes later, and departments without any', async () => {
    const principal = aPrincipal({ scope: { level: 'all', tags: ['vip'] } });
    const desk = deskWith([foreseen(1), foreseen(2, { tags: ['VIP'] })]);

    const told = await forecastBreaches(desk, principal, asked);

    expect(told).toMatchObject([{ count: 1, clocks: [{ ticketId: 'tkt_2', kind: 'firstAnswer' }] }]);
    expect(await forecastBreaches(deskWith([]), principal, asked)).toEqual([]);
  });

  it('is told nothing of tickets without promises', () => {
    expect(toForeseenChange(null, null)).toBeNull();
  });
});
