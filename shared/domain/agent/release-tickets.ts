import { toEpochMs, toInstant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import type { AgentId, TicketId } from '../ids.ts';
import { assignTicket } from '../ticket/assign-ticket.ts';
import { changeTicket } from '../ticket/change-ticket.ts';
import type { DepartureStore } from './departure-store.ts';

type ReleaseDesk = Desk & { readonly departures: DepartureStore };

const pageSize = 50;
/** One go gives back no more than this; the next follows at once. */
const mostAtOnce = 100;
/** What an instance knew of him, and what an index shows, is older than this no more. */
const settledMs = 60_000;

/**
 * Gives a deleted agent's tickets back, what waits first, each in a transaction of its own: unassigned tickets are
 * distributed again by themselves. Told twice, or broken off, it goes on with what is still his.
 */
export async function releaseTickets(desk: ReleaseDesk, agentId: AgentId): Promise<void> {
  const departure = await desk.departures.find(agentId);
  if (departure === undefined) return;
  await desk.departures.endAccess(agentId);
  const released = await releaseSome(desk, agentId);
  const nowMs = desk.now();
  if (released > 0)
    return desk.departures.postpone(agentId, toInstant(nowMs + (isMore(released) ? 1 : settledMs)));
  const settledAtMs = toEpochMs(departure.deletedAt) + settledMs;
  if (nowMs < settledAtMs) return desk.departures.postpone(agentId, toInstant(settledAtMs));
  return desk.departures.finish(agentId);
}

const isMore = (released: number) => released >= mostAtOnce;

async function releaseSome(desk: ReleaseDesk, agentId: AgentId): Promise<number> {
  let released = 0;
  for await (const ids of hisTickets(desk, agentId)) {
    for (const id of ids) {
      if (await isReleased(desk, id, agentId)) released += 1;
      if (isMore(released)) return released;
    }
  }
  return released;
}

/** A ticket may come twice. */
async function* hisTickets({ index }: ReleaseDesk, agentId: AgentId): AsyncGenerator<TicketId[]> {
  const waiting = await index.listWaiting(agentId, mostAtOnce);
  yield waiting.map(({ ticketId }) => ticketId);
  let after: string | undefined;
  do {
    const page = { sort: 'createdAt', backward: true, after, limit: pageSize } as const;
    const entries = await index.list({ by: 'assignee', value: agentId }, page);
    yield entries.map(({ ticketId }) => ticketId);
    after = entries.length < pageSize ? undefined : entries.at(-1)?.position;
  } while (after !== undefined);
}

async function isReleased(desk: ReleaseDesk, id: TicketId, agentId: AgentId): Promise<boolean> {
  const { change } = await changeTicket(desk, id, {
    actor: { kind: 'system', id: null },
    decide: ({ ticket }, context) => {
      const change = ticket?.assigneeId === agentId ? assignTicket(ticket, null, context) : null;
      return change === null ? null : { change };
    },
  });
  return change !== null;
}
