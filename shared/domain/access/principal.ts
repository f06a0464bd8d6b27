import type { RoleId } from '../ids.ts';
import type { Permission } from './permission.ts';

export type Role = 'owner' | 'admin' | 'agent';
export type DepartmentRole = 'reader' | 'solver' | 'supervisor' | 'manager';

/** Which tickets: everything, those of one's departments or assigned to one, or only those assigned; tags narrow all of it. */
export interface Scope {
  readonly level: 'all' | 'department' | 'assigned';
  readonly tags: readonly string[];
}

/** Who acts, as one consistent read found him: an agent through one of his keys. */
export interface Principal {
  readonly agentId: string;
  readonly name: string;
  readonly keyId: string;
  readonly role: Role;
  /** The custom role that he carries. */
  readonly roleId: RoleId | null;
  readonly scope: Scope;
  readonly permissions: ReadonlySet<Permission>;
  readonly departmentRoles: ReadonlyMap<string, DepartmentRole>;
  /** Departments whose tickets he is given: he serves the channel there and is more than a reader. */
  readonly servedDepartmentIds: ReadonlySet<string>;
  readonly onlyToSolve: boolean;
}
