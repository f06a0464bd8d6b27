import type { ChangeRequest } from '../account/audit-entry.ts';
import { type ConfigurationDesk, changeConfiguration } from '../account/change-configuration.ts';
import type { Configuration } from '../account/configuration.ts';
import {
  type Creation,
  createConfigured,
  type Edit,
  getConfigured,
  refuseUnknown,
  requireVersion,
  withInput,
} from '../account/configured-thing.ts';
import { toInstant } from '../business-time/instant.ts';
import { Refusal } from '../refusal.ts';
import type { CustomRole, CustomRoleInput } from './custom-role.ts';
import { requireMayGrant } from './grant.ts';
import { customPermissions } from './role.ts';
import { isBuiltIn } from './role-list.ts';

export interface RoleDesk extends ConfigurationDesk {
  /** Consistent. */
  readonly hasCarriers: (roleId: string) => Promise<boolean>;
}

/** Refuses with `forbidden` a role with a permission that he does not have himself. */
export function createRole(desk: RoleDesk, creation: Creation<'role'>): Promise<CustomRole> {
  requireMayGrant(creation.request.principal, customPermissions(creation.input as CustomRoleInput));
  return createConfigured(desk, 'role', creation);
}

/** Everybody who carries it may more or less from now on, so nobody adds to it what he does not have. */
export async function editRole(desk: RoleDesk, { id, request, edit }: Edit<'role'>): Promise<CustomRole> {
  refuseBuiltIn(id);
  const decide = (configuration: Configuration) => {
    const before = getConfigured(configuration, { kind: 'role', id }, { ifMatch: null });
    const input = edit(before) as CustomRoleInput;
    requireMayGrant(request.principal, customPermissions(input).difference(customPermissions(before)));
    requireVersion(before.version, request.ifMatch);
    return { before, after: withInput(before, input, toInstant(desk.now())) };
  };
  const after = await changeConfiguration(desk, 'role', { request, decide });
  return after ?? refuseUnknown('role');
}

/** Refuses with `in-use` while an agent carries it. */
export async function removeRole(
  desk: RoleDesk,
  { id, request }: { id: string; request: ChangeRequest },
): Promise<void> {
  refuseBuiltIn(id);
  const decide = async (configuration: Configuration) => {
    const before = getConfigured(configuration, { kind: 'role', id }, request);
    if (await desk.hasCarriers(id)) throw new Refusal('in-use', 'An agent carries this role.', { id });
    return { before, after: null };
  };
  await changeConfiguration(desk, 'role', { request, decide });
}

function refuseBuiltIn(id: string): void {
  if (isBuiltIn(id)) throw new Refusal('in-use', 'Built-in roles stay as they are.', { id });
}
