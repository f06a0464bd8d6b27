import type { AgentStore } from '../agent/agent-store.ts';
import type { Instant } from '../business-time/instant.ts';
import type { AgentId, TicketId } from '../ids.ts';
import { wantsLive } from '../notice/notice-preferences.ts';
import type { NoticeEvent } from '../outbound/unsent.ts';
import { Refusal } from '../refusal.ts';
import { isOpen, nextPosition } from './feed.ts';
import type { LiveConnection } from './live-connection.ts';
import { type PushingDesk, pushMissed } from './push-missed.ts';

export interface LiveDesk extends PushingDesk {
  readonly agents: Pick<AgentStore, 'find'>;
}

/** A notice to one agent. */
export interface Telling {
  readonly agentId: AgentId;
  /** The same whenever it is told again. */
  readonly noticeId: string;
  readonly at: Instant;
  readonly ticketId: TicketId | null;
  readonly event: NoticeEvent;
}

/** Tells one agent over all his connections. */
export type TellLive = (telling: Telling) => Promise<void>;

const tries = 10;

/**
 * Adds a notice to the feed of an agent who came of late and wants to be told so, and sends it over his connections. Told
 * twice, it is in the feed once, and sent again only where it was not sent yet.
 */
export async function tellLive(desk: LiveDesk, telling: Telling): Promise<void> {
  if (!(await isInFeed(desk, telling))) return;
  const connections = await desk.live.listConnections(telling.agentId);
  await Promise.all(connections.map((connection) => pushMissed(desk, connection)));
}

/** False: nobody is there to be told, or he does not want to be. */
async function isInFeed({ live, agents, now }: LiveDesk, telling: Telling): Promise<boolean> {
  const { agentId, event } = telling;
  for (let attempt = 1; attempt <= tries; attempt++) {
    const feed = await live.findFeed(agentId);
    if (feed === undefined || !isOpen(feed, now())) return false;
    const agent = await agents.find(agentId);
    if (agent === undefined || agent.deletedAt !== null || !wantsLive(agent, event.kind)) return false;
    const outcome = await live.add({ ...telling, position: nextPosition(feed, now()) }, feed);
    if (outcome !== 'changed-meanwhile') return true;
  }
  throw new Refusal('edited-by-someone-else', 'His notices keep coming; try again.');
}

/** Sends what was missed over a connection that was just opened; nothing for one that is closed. */
export async function catchUpWith(
  desk: PushingDesk,
  { id }: Pick<LiveConnection, 'id' | 'agentId'>,
): Promise<void> {
  const connection = await desk.live.findConnection(id);
  if (connection !== undefined) await pushMissed(desk, connection);
}
