import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditAction } from '#shared/domain/account/audit-entry.ts';
import {
  type AuditFilter,
  type AuditLog,
  type AuditRecord,
  exportAudit,
  isAsked,
  listAudit,
} from '#shared/domain/account/audit-log.ts';

const aRecord = (changes: Partial<AuditRecord> = {}): AuditRecord => ({
  id: 'aud_1',
  at: '2026-11-21T12:00:00.000Z',
  agentId: 'agt_1',
  keyId: 'key_1',
  sourceIp: '203.0.113.9',
  action: 'source.changed',
  resourceId: 'src_1',
  before: null,
  after: null,
  ...changes,
});

const aFilter = (changes: Partial<AuditFilter> = {}): AuditFilter => ({
  from: '2026-11-01T00:00:00.000Z',
  to: '2026-11-21T23:59:59.999Z',
  agentIds: null,
  actions: null,
  resourceIds: null,
  ...changes,
});

/** Gives what it has in parts of any size, empty ones too. */
function logOf(records: readonly AuditRecord[], sizes: readonly number[] = [1000]): Pick<AuditLog, 'read'> {
  let parts = 0;
  return {
    read: async (_, { limit, after }) => {
      const start = after === undefined ? 0 : Number(after) + 1;
      const size = Math.min(limit, sizes[parts++ % sizes.length] ?? limit);
      const end = Math.min(start + size, records.length);
      const entries = records
        .slice(start, end)
        .map((record, at) => ({ record, position: String(start + at) }));
      return { entries, next: start >= records.length ? undefined : String(end - 1) };
    },
  };
}

const numbered = (count: number, changes: (at: number) => Partial<AuditRecord> = () => ({})) =>
  Array.from({ length: count }, (_, at) => aRecord({ id: `aud_${at}`, ...changes(at) }));

async function readAll(log: Pick<AuditLog, 'read'>, filter: AuditFilter, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await listAudit(log, filter, { limit, after });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    ids.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  return ids;
}

describe('a filter of the audit log', () => {
  it.each<[boolean, Partial<AuditFilter>]>([
    [true, {}],
    [true, { agentIds: ['agt_2', 'agt_1'] }],
    [false, { agentIds: ['agt_2'] }],
    [true, { actions: ['source.changed'] }],
    [true, { actions: ['source'] }],
    [false, { actions: ['source.deleted', 'sourc', 'changed'] }],
    [true, { resourceIds: ['src_1'] }],
    [false, { resourceIds: ['src_2'] }],
    [false, { agentIds: ['agt_1'], resourceIds: ['src_2'] }],
  ])('says %s to %j', (expected, filter) => {
    expect(isAsked(aRecord(), aFilter(filter))).toBe(expected);
  });

  it('finds nobody in what nobody knows who did', () => {
    const record = aRecord({ agentId: null, action: 'signIn.refused' });

    expect(isAsked(record, aFilter({ actions: ['signIn'] }))).toBe(true);
    expect(isAsked(record, aFilter({ agentIds: ['null'] }))).toBe(false);
  });
});

describe('the pages of the audit log', () => {
  it('have every entry that is asked for once, in order, whatever the parts it is read in', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 5 });
    const limits = fc.integer({ min: 1, max: 30 });
    const asked = fc.array(fc.boolean(), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(asked, limits, sizes, async (flags, limit, partSizes) => {
        fc.pre(partSizes.some((size) => size > 0));
        const records = numbered(flags.length, (at) => ({ agentId: flags[at] ? 'agt_1' : 'agt_2' }));
        const expected = records.filter(({ agentId }) => agentId === 'agt_1').map(({ id }) => id);

        const found = await readAll(logOf(records, partSizes), aFilter({ agentIds: ['agt_1'] }), limit);

        expect(found).toEqual(expected);
      }),
    );
  });

  it('end without a next one when the last entry is told', async () => {
    const page = await listAudit(logOf(numbered(5)), aFilter(), { limit: 5, after: undefined });

    expect(page.items).toHaveLength(5);
    expect(page.next).toBeUndefined();
  });

  it('look at 500 entries and no more', async () => {
    const filter = aFilter({ agentIds: ['agt_2'] });

    const page = await listAudit(logOf(numbered(2_000)), filter, { limit: 100, after: undefined });

    expect(page.items).toEqual([]);
    expect(Number(page.next)).toBeLessThan(610);
    expect(Number(page.next)).toBeGreaterThan(490);
  });
});

describe('a file of the audit log', () => {
  it('has all that is asked for', async () => {
    const actions: AuditAction[] = ['source.changed', 'agent.created'];
    const log = logOf(numbered(1_200, (at) => ({ action: actions[at % 2] ?? 'source.changed' })));

    const found = await Array.fromAsync(exportAudit(log, aFilter({ actions: ['agent'] })));

    expect(found).toHaveLength(600);
  });

  it('is refused when it would have to look at too much', async () => {
    const log = logOf(numbered(50_501));

    const reading = () => Array.fromAsync(exportAudit(log, aFilter({ agentIds: ['agt_2'] })));

    await expect(reading()).rejects.toMatchObject({ code: 'too-large' });
  });
});
