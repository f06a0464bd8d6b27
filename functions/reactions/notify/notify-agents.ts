import type { NoticeWork } from '#events/contracts/notice-work.ts';
import { type TellingDesk, tellAgents } from '#shared/domain/notice/tell-agents.ts';

/**
 * Standard queue `notices`. Work that comes twice is harmless: the notices of an entry are added in one transaction with
 * a marker of it.
 */
export async function notifyAgents(work: NoticeWork, desk: TellingDesk): Promise<void> {
  await tellAgents(desk, work);
}
