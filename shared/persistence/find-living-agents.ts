import type { FindAgents } from '#shared/domain/account/references.ts';
import type { Agent } from '#shared/domain/agent/agent.ts';
import * as keys from './keys.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';

/** Consistent; without those who were deleted. */
export function findLivingAgents(table: Table): FindAgents {
  return async (ids) => {
    const items = await table.getMany([...new Set(ids)].map(keys.agentById));
    const agents = items.map((item) => thingOf<Agent>(item));
    return new Set(agents.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id));
  };
}
