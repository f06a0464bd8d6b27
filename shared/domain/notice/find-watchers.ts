import type { AgentStore } from '../agent/agent-store.ts';
import { servesTickets } from '../department/member.ts';
import type { AgentId, DepartmentId } from '../ids.ts';
import { wayOf } from './notice-preferences.ts';

interface WatchingDesk {
  readonly agents: Pick<AgentStore, 'listMembers' | 'findMany'>;
  readonly now: () => number;
}

const rememberedMs = 60_000;

/** Who serves a department and wants to know of its new tickets. Asked once a minute, not for each ticket. */
export function rememberWatchers({
  agents,
  now,
}: WatchingDesk): (departmentId: DepartmentId) => Promise<readonly AgentId[]> {
  const known = new Map<DepartmentId, { readonly untilMs: number; readonly ids: readonly AgentId[] }>();
  return async (departmentId) => {
    const remembered = known.get(departmentId);
    if (remembered !== undefined && remembered.untilMs > now()) return remembered.ids;
    const members = await agents.listMembers(departmentId);
    const serving = members.filter(servesTickets).map(({ agentId }) => agentId);
    const found = serving.length === 0 ? [] : await agents.findMany(serving);
    const ids = found.filter((agent) => wayOf(agent, 'ticket.created') !== 'off').map(({ id }) => id);
    known.set(departmentId, { untilMs: now() + rememberedMs, ids });
    return ids;
  };
}
