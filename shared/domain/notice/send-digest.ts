import { toEpochMs, toInstant } from '../business-time/instant.ts';
import type { AgentId, Ids } from '../ids.ts';
import { unsentSafetySeconds } from '../outbound/unsent.ts';
import { emptied } from './digest.ts';
import type { DigestStore } from './digest-store.ts';

interface DigestDesk {
  readonly digests: DigestStore;
  readonly ids: Ids;
  readonly now: () => number;
}

/**
 * Puts what waits for an agent into one mail, when its moment has come. Told twice, or too early, it finds nothing to do:
 * the mail and the emptying are one transaction.
 */
export async function sendDigest({ digests, ids, now }: DigestDesk, agentId: AgentId): Promise<void> {
  const digest = await digests.find(agentId);
  const at = toInstant(now());
  if (digest === undefined || digest.dueAt === null || digest.dueAt > at) return;
  const { lines, more } = digest;
  await digests.save(emptied(digest), {
    lane: agentId,
    order: `${at}#${ids.next('ntc')}`,
    ticketId: null,
    what: { kind: 'digest', agentId, lines, more },
    attempts: 0,
    nextAt: toInstant(toEpochMs(at) + unsentSafetySeconds * 1000),
  });
}
