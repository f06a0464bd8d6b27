import type { Account } from '../account/account.ts';
import type { AgentInput } from '../agent/agent.ts';
import { Refusal } from '../refusal.ts';
import type { Standing } from './grant.ts';
import { permissionsOf } from './role.ts';

/** What an agent's role and scope come to. */
export function standingOf(
  { role, roleId, scope }: Pick<AgentInput, 'role' | 'roleId' | 'scope'>,
  { roleById }: Pick<Account, 'roleById'>,
): Standing {
  return { role, scope, permissions: permissionsOf({ role, roleId }, (id) => roleById.get(id)) };
}

/** Refuses with `invalid` a custom role that is not there, or beside another role than that from which it starts. */
export function requireRole(
  { role, roleId }: Pick<AgentInput, 'role' | 'roleId'>,
  { roleById }: Pick<Account, 'roleById'>,
): void {
  if (roleId === null || (role === 'agent' && roleById.has(roleId))) return;
  const message = role === 'agent' ? 'There is no such role' : `Starts from agent, and he is ${role}`;
  throw new Refusal('invalid', 'The request has faults', { errors: [{ path: 'roleId', message }] });
}
