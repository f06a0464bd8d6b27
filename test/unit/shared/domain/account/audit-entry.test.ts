import { describe, expect, it } from 'vitest';
import type { Principal } from '#shared/domain/access/principal.ts';
import { auditEntryOf, isAlike } from '#shared/domain/account/audit-entry.ts';

const request = {
  principal: { agentId: 'agt_1', keyId: 'key_1' } as Principal,
  sourceIp: '203.0.113.9',
  ifMatch: null,
};
const context = {
  at: '2026-11-21T12:00:00.000Z',
  ids: {
    next: <Prefix extends string>(prefix: Prefix) => `${prefix}_1` as const,
    code: () => 'ABC-DEFGH-123',
  },
  retentionDays: 730,
};
const entry = (before: object | null, after: object | null) =>
  auditEntryOf({ noun: 'department', id: 'dep_1', before, after }, request, context);

describe('auditEntryOf', () => {
  it('says who, through which key, from where and what', () => {
    expect(entry(null, { name: 'Sales' })).toEqual({
      id: 'aud_1',
      at: context.at,
      agentId: 'agt_1',
      keyId: 'key_1',
      sourceIp: '203.0.113.9',
      action: 'department.created',
      resourceId: 'dep_1',
      before: null,
      after: { name: 'Sales' },
      retentionDays: 730,
    });
  });

  it('keeps of a change what differs', () => {
    const told = entry(
      { name: 'Sales', tags: ['a'], open: true },
      { name: 'Sales', tags: ['b'], open: true },
    );

    expect(told).toMatchObject({
      action: 'department.changed',
      before: { tags: ['a'] },
      after: { tags: ['b'] },
    });
    expect(told.before).not.toHaveProperty('name');
  });

  it('keeps all of what was deleted', () => {
    expect(entry({ name: 'Sales' }, null)).toMatchObject({
      action: 'department.deleted',
      before: { name: 'Sales' },
      after: null,
    });
  });
});

describe('isAlike', () => {
  it.each([
    [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [null, {}, false],
    ['1', 1, false],
  ])('%j and %j: %s', (one, other, expected) => {
    expect(isAlike(one, other)).toBe(expected);
  });
});
