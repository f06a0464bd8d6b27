import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { departmentRoleUnder } from '#shared/domain/access/department-role.ts';
import { permissions } from '#shared/domain/access/permission.ts';
import { narrowedBy, permissionsOf, rolePermissions } from '#shared/domain/access/role.ts';

const roles = ['agent', 'admin', 'owner'] as const;

const carried = (role: (typeof roles)[number], roleId: string | null = null) => ({ role, roleId });
const noRole = () => undefined;

describe('permissionsOf', () => {
  it.each([
    ['agent', 14],
    ['admin', permissions.length - 1],
    ['owner', permissions.length],
  ] as const)('of an %s are %i', (role, count) => {
    expect(permissionsOf(carried(role), noRole).size).toBe(count);
  });

  it('keeps billing to owners, and the work on tickets open to agents', () => {
    expect(rolePermissions.admin.has('billing.manage')).toBe(false);
    expect(rolePermissions.owner.has('billing.manage')).toBe(true);
    expect([...rolePermissions.agent].filter((one) => one.endsWith('.manage'))).toEqual([]);
    expect(rolePermissions.agent.has('tickets.delete')).toBe(false);
  });

  it('starts from the agent, then grants and revokes', () => {
    const changes = fc.record({ granted: fc.subarray(permissions), revoked: fc.subarray(permissions) });
    const property = fc.property(changes, ({ granted, revoked }) => {
      const given = permissionsOf(carried('agent', 'rol_x'), () => ({ granted, revoked }));

      const expected = permissions.filter(
        (one) => (rolePermissions.agent.has(one) || granted.includes(one)) && !revoked.includes(one),
      );
      expect(permissions.filter((one) => given.has(one))).toEqual(expected);
    });
    fc.assert(property);
  });

  it('are none when the role is gone', () => {
    expect(permissionsOf(carried('agent', 'rol_gone'), noRole).size).toBe(0);
  });
});

describe('narrowedBy', () => {
  it('narrows to what a key names, and never widens', () => {
    const granting = fc.record({ role: fc.constantFrom(...roles), granted: fc.subarray(permissions) });
    const property = fc.property(granting, ({ role, granted }) => {
      const given = narrowedBy(granted, rolePermissions[role]);

      expect(given.isSubsetOf(rolePermissions[role])).toBe(true);
      expect(given.isSubsetOf(new Set(granted))).toBe(true);
      expect(given.size).toBe(granted.filter((one) => rolePermissions[role].has(one)).length);
    });
    fc.assert(property);
  });
});

describe('departmentRoleUnder', () => {
  it.each([
    ['manager', null, 'manager'],
    ['supervisor', null, 'supervisor'],
    ['manager', [], 'solver'],
    ['supervisor', [], 'solver'],
    ['solver', [], 'solver'],
    ['reader', [], 'reader'],
    ['reader', null, 'reader'],
  ] as const)('of a %s under a key that names %j is %s', (role, granted, expected) => {
    expect(departmentRoleUnder(granted, role)).toBe(expected);
  });
});
