import type { CustomRole } from '#shared/domain/access/custom-role.ts';
import type { Permission } from '#shared/domain/access/permission.ts';
import type { Principal } from '#shared/domain/access/principal.ts';
import { principalFor } from '#shared/domain/access/principal-for.ts';
import type { Agent } from '#shared/domain/agent/agent.ts';
import type { Member } from '#shared/domain/department/member.ts';
import * as keys from './keys.ts';
import type { Item, Table } from './table.ts';
import { thingOf } from './ticket-item.ts';

/** An agent who is there, with what lies under his id, as one consistent read found it. */
export interface LivingAgent {
  readonly agent: Agent;
  readonly items: readonly Item[];
}

export function findLivingAgent(items: readonly Item[]): Agent | undefined {
  const [agent] = items.filter((item) => item['type'] === 'agent').map((item) => thingOf<Agent>(item));
  return agent?.deletedAt === null ? agent : undefined;
}

/** Only who carries a role of the account's own costs one read more. */
export async function readPrincipal(
  table: Table,
  { agent, items }: LivingAgent,
  key: { readonly keyId: string; readonly granted: readonly Permission[] | null },
): Promise<Principal> {
  const members = items.filter((item) => item['type'] === 'member').map((item) => thingOf<Member>(item));
  const role = agent.roleId === null ? undefined : await table.get(keys.configured('ROLE', agent.roleId));
  const customRole = role && thingOf<CustomRole>(role);
  return principalFor({ agent, members, customRole }, key);
}
