import type { NoticeWork } from '#events/contracts/notice-work.ts';
import { catchUpWith, type LiveDesk } from '#shared/domain/live/tell-live.ts';
import { type TellingDesk, tellAgents } from '#shared/domain/notice/tell-agents.ts';

export type NotifyDesk = TellingDesk & LiveDesk;

/**
 * Standard queue `notices`. Work that comes twice is harmless: the notices of an entry are added in one transaction with
 * a marker of it, a feed has each notice once, and what was sent over a connection is sent again only under the same id.
 */
export async function notifyAgents(work: NoticeWork, desk: NotifyDesk): Promise<void> {
  if (work.kind === 'connection') await catchUpWith(desk, { id: work.connectionId, agentId: work.agentId });
  else if (work.kind === 'notice') await desk.tellLive(work);
  else await tellAgents(desk, work);
}
