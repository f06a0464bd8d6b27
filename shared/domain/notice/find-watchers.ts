import type { AgentStore } from '../agent/agent-store.ts';
import { servesTickets } from '../department/member.ts';
import type { AgentId, DepartmentId } from '../ids.ts';
import { wantsLive, wayOf } from './notice-preferences.ts';

interface WatchingDesk {
  readonly agents: Pick<AgentStore, 'listMembers' | 'findMany'>;
  readonly now: () => number;
}

/** Who is to be told of something, each way by itself. */
export interface Addressees {
  readonly byMail: readonly AgentId[];
  readonly live: readonly AgentId[];
}

const rememberedMs = 60_000;

/** Who serves a department and wants to know of its new tickets. Asked once a minute, not for each ticket. */
export function rememberWatchers({
  agents,
  now,
}: WatchingDesk): (departmentId: DepartmentId) => Promise<Addressees> {
  const known = new Map<DepartmentId, { readonly untilMs: number; readonly watchers: Addressees }>();
  return async (departmentId) => {
    const remembered = known.get(departmentId);
    if (remembered !== undefined && remembered.untilMs > now()) return remembered.watchers;
    const members = await agents.listMembers(departmentId);
    const serving = members.filter(servesTickets).map(({ agentId }) => agentId);
    const found = serving.length === 0 ? [] : await agents.findMany(serving);
    const watchers = {
      byMail: found.filter((agent) => wayOf(agent, 'ticket.created') !== 'off').map(({ id }) => id),
      live: found.filter((agent) => wantsLive(agent, 'ticket.created')).map(({ id }) => id),
    };
    known.set(departmentId, { untilMs: now() + rememberedMs, watchers });
    return watchers;
  };
}
