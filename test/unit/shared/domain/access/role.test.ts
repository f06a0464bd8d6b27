import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { departmentRoleUnder } from '#shared/domain/access/department-role.ts';
import { permissions } from '#shared/domain/access/permission.ts';
import { permissionsOf, rolePermissions } from '#shared/domain/access/role.ts';

const roles = ['agent', 'admin', 'owner'] as const;

describe('permissionsOf', () => {
  it.each([
    ['agent', 14],
    ['admin', permissions.length - 1],
    ['owner', permissions.length],
  ] as const)('of an %s are %i', (role, count) => {
    expect(permissionsOf(role, null).size).toBe(count);
  });

  it('keeps billing to owners, and the work on tickets open to agents', () => {
    expect(permissionsOf('admin', null).has('billing.manage')).toBe(false);
    expect(permissionsOf('owner', null).has('billing.manage')).toBe(true);
    expect([...permissionsOf('agent', null)].filter((one) => one.endsWith('.manage'))).toEqual([]);
    expect(permissionsOf('agent', null).has('tickets.delete')).toBe(false);
  });

  it('are narrowed by a key, never widened', () => {
    const granting = fc.record({ role: fc.constantFrom(...roles), granted: fc.subarray(permissions) });
    const property = fc.property(granting, ({ role, granted }) => {
      const given = permissionsOf(role, granted);

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
