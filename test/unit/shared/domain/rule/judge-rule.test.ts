import { describe, expect, it } from 'vitest';
import type { Permission } from '#shared/domain/access/permission.ts';
import type { Principal } from '#shared/domain/access/principal.ts';
import { rolePermissions } from '#shared/domain/access/role.ts';
import { RuleAction } from '#shared/domain/action/rule-action.ts';
import type { ConditionGroups } from '#shared/domain/rule/condition.ts';
import { ordersMore, requireMayOrder } from '#shared/domain/rule/judge-rule.ts';
import { aDepartment, anAccount, aPrincipal, aTimeRule } from '#test/support/builders.ts';

const account = anAccount({
  departments: [aDepartment('dep_default'), aDepartment('dep_sales'), aDepartment('dep_law')],
});

const toHim = RuleAction.parse({ type: 'transfer', departmentId: 'dep_default', agentId: 'agt_ada' });
const tag: RuleAction = { type: 'addTags', tags: ['vip'] };
const untag: RuleAction = { type: 'removeTags', tags: ['vip'] };
const raise: RuleAction = { type: 'setPriority', priority: 'high' };

type Condition = ConditionGroups[number]['conditions'][number];
const inDepartment = (value: Condition['value'], operator: Condition['operator'] = 'is'): Condition => ({
  field: 'departmentId',
  operator,
  value,
});
const isNew: Condition = { field: 'status', operator: 'is', value: 'new' };

const without = (permission: Permission) => ({
  permissions: rolePermissions.agent.difference(new Set([permission])),
});

/** The permission that he is told to lack; null: he may. */
function judged(changes: Partial<Principal>, actions: RuleAction[], ...groups: Condition[][]): string | null {
  const rule = { actions, groups: groups.map((conditions) => ({ conditions })) };
  try {
    requireMayOrder(aPrincipal(changes), rule, account);
    return null;
  } catch (error) {
    return (error as { details: { permission: string } }).details.permission;
  }
}

const scoped = (level: 'all' | 'department' | 'assigned', ...tags: string[]) => ({ scope: { level, tags } });

describe('the author of a rule', () => {
  it.each<[string, Partial<Principal>, RuleAction[]]>([
    ['an admin', { role: 'admin', departmentRoles: new Map() }, [toHim, tag, untag, raise]],
    ['who sees everything', scoped('all'), [toHim, tag, untag, raise]],
    ['whoever he is, where nothing is opened', scoped('assigned'), [untag, raise]],
  ])('may be %s', (_, changes, actions) => {
    expect(judged(changes, actions)).toBeNull();
  });

  it.each<[string, string, Partial<Principal>, RuleAction[]]>([
    ['sees some departments', 'tickets.transfer', scoped('department'), [toHim]],
    ['sees his own tickets', 'tickets.transfer', scoped('assigned'), [toHim]],
    ['sees some tags', 'tickets.transfer', scoped('all', 'vip'), [toHim]],
    ['could open tickets to himself by a tag', 'tickets.changeStatus', scoped('all', 'vip'), [raise, tag]],
    ['may not transfer', 'tickets.transfer', { ...scoped('all'), ...without('tickets.transfer') }, [toHim]],
    [
      'may not change tickets',
      'tickets.changeStatus',
      { ...scoped('all'), ...without('tickets.changeStatus') },
      [raise],
    ],
  ])('is refused who %s', (...row) => {
    const [, permission, changes, actions] = row;
    expect(judged(changes, actions)).toBe(permission);
  });

  it('may hand on what his rule is confined to, where all of that is his to hand on', () => {
    const department = scoped('department');

    expect(judged(department, [toHim], [isNew, inDepartment('dep_default')])).toBeNull();
    expect(judged(department, [toHim], [inDepartment(['dep_default'], 'oneOf')])).toBeNull();
    expect(judged(department, [toHim], [inDepartment('dep_default')], [isNew])).toBe('tickets.transfer');
    expect(judged(department, [toHim], [inDepartment(['dep_default', 'dep_law'], 'anyOf')])).toBe(
      'tickets.transfer',
    );
    expect(judged(department, [toHim], [inDepartment('dep_law', 'isNot')])).toBe('tickets.transfer');
    const reader = { departmentRoles: new Map([['dep_default', 'reader']] as const) };
    expect(judged(reader, [toHim], [inDepartment('dep_default')])).toBe('tickets.transfer');
    expect(judged(scoped('department', 'vip'), [toHim], [inDepartment('dep_default')])).toBe(
      'tickets.transfer',
    );
  });
});

describe('a change of a rule', () => {
  const rule = aTimeRule();

  it.each([
    ['its name', { name: 'Other' }, false],
    ['its place', { order: 7 }, false],
    ['its end', { active: false }, false],
    ['its actions', { actions: [toHim] }, true],
    ['its conditions', { groups: [{ conditions: [isNew] }] }, true],
    ['its time', { trigger: { kind: 'sinceCustomerMessage', minutes: 1 } as const }, true],
  ])('of %s orders more or not', (_, change, expected) => {
    expect(ordersMore(rule, { ...rule, ...change })).toBe(expected);
  });

  it('orders more when it begins', () => {
    expect(ordersMore({ ...rule, active: false }, rule)).toBe(true);
  });
});
