import { describe, expect, it } from 'vitest';
import { type AnyConfigured, Configuration } from '#shared/domain/account/configuration.ts';
import { defaultSettings } from '#shared/domain/account/settings.ts';
import { pointToSubstitute } from '#shared/domain/department/point-to-substitute.ts';
import type { Source } from '#shared/domain/source/source.ts';
import { aDepartment, anSlaRule, aTimeRule, atMinute, begun } from '#test/support/builders.ts';

const substitution = { departmentId: 'dep_old', substituteId: 'dep_new' } as const;
const groupsOf = (value: unknown, field = 'departmentId') =>
  [{ conditions: [{ field, operator: 'oneOf', value }] }] as ReturnType<typeof anSlaRule>['groups'];
const source = {
  ...begun,
  id: 'src_shop',
  type: 'api',
  name: 'Shop',
  departmentId: 'dep_old',
} as unknown as Source;

function point(...all: AnyConfigured[]) {
  const settings = { ...defaultSettings, ...begun, id: 'settings' } as const;
  const configuration = new Configuration(7, [
    { kind: 'settings', thing: settings },
    { kind: 'department', thing: aDepartment('dep_old') },
    ...all,
  ]);
  return pointToSubstitute(configuration, substitution, atMinute(5)).map(({ after }) => after.thing);
}

describe('pointToSubstitute', () => {
  it('leaves alone what does not name the department', () => {
    const other = { ...source, departmentId: 'dep_other' } as Source;

    expect(
      point({ kind: 'source', thing: other }, { kind: 'slaRule', thing: anSlaRule('sla_gold') }),
    ).toEqual([]);
  });

  it('points a source to the substitute, as its next version', () => {
    expect(point({ kind: 'source', thing: source })).toEqual([
      { ...source, departmentId: 'dep_new', version: 2, updatedAt: atMinute(5) },
    ]);
  });

  it('points canned messages, and what another closed department hands over', () => {
    const canned = { ...begun, id: 'can_a', name: 'A', body: 'B', departmentId: 'dep_old' } as const;
    const closed = { ...begun, id: 'dep_gone', substituteId: 'dep_old', jobId: 'job_one' } as const;

    expect(
      point({ kind: 'cannedMessage', thing: canned }, { kind: 'closedDepartment', thing: closed }),
    ).toMatchObject([{ departmentId: 'dep_new' }, { substituteId: 'dep_new' }]);
  });

  it('points escalations, but for the substitute’s own, which would lead to itself', () => {
    const escalation = { departmentId: 'dep_old', agentId: 'agt_bob' } as const;
    const [law, own] = [aDepartment('dep_law', { escalation }), aDepartment('dep_new', { escalation })];

    expect(point({ kind: 'department', thing: law }, { kind: 'department', thing: own })).toMatchObject([
      { id: 'dep_law', escalation: { departmentId: 'dep_new', agentId: 'agt_bob' } },
      { id: 'dep_new', escalation: { departmentId: null, agentId: 'agt_bob' } },
    ]);
  });

  it('points actions and conditions of rules', () => {
    const timeRule = aTimeRule({
      groups: groupsOf(['dep_old', 'dep_new', 'dep_law']),
      actions: [
        { type: 'setPriority', priority: 'high' },
        { type: 'transfer', departmentId: 'dep_old', distribute: false, keepStatus: true },
      ],
    });
    const slaRule = anSlaRule('sla_gold', { groups: groupsOf('dep_old') });

    expect(point({ kind: 'timeRule', thing: timeRule }, { kind: 'slaRule', thing: slaRule })).toMatchObject([
      {
        groups: groupsOf(['dep_new', 'dep_law']),
        actions: [{ type: 'setPriority' }, { type: 'transfer', departmentId: 'dep_new' }],
      },
      { groups: groupsOf('dep_new'), levelId: 'sla_gold' },
    ]);
  });

  it('leaves conditions on other fields alone that say the same', () => {
    const slaRule = anSlaRule('sla_gold', { groups: groupsOf(['dep_old'], 'subject') });

    expect(point({ kind: 'slaRule', thing: slaRule })).toEqual([]);
  });
});
