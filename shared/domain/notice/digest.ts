import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import type { AgentId, TicketId } from '../ids.ts';

/** One notice that waits for its digest: no names and nothing that a customer wrote. */
export interface DigestLine {
  /** Of the notice: it is never in a digest twice. */
  readonly id: string;
  /** Null: it is about none. */
  readonly ticketId: TicketId | null;
  readonly text: string;
}

/** How many notices an agent was mailed of late, and what waits to be told to him together. */
export interface Digest {
  readonly agentId: AgentId;
  readonly version: number;
  /** When the stretch began in which mails are counted. */
  readonly since: Instant;
  readonly mailed: number;
  readonly lines: readonly DigestLine[];
  /** Notices for which there was no room. */
  readonly more: number;
  /** When it is sent; null: nothing waits. */
  readonly dueAt: Instant | null;
}

/** More mails than this in such a stretch are a flood: the rest of it becomes one mail at its end. */
const mostMails = 10;
const stretchMs = 10 * 60_000;
/** How long what is asked for as a digest waits for more. */
const gatheringMs = 60 * 60_000;
const mostLines = 100;

export const noDigest = (agentId: AgentId, at: Instant): Digest => ({
  agentId,
  version: 0,
  since: at,
  mailed: 0,
  lines: [],
  more: 0,
  dueAt: null,
});

const later = (at: Instant, ms: number) => toInstant(toEpochMs(at) + ms);
const earlier = (one: Instant | null, other: Instant) => (one === null || other < one ? other : one);

interface Admission {
  readonly line: DigestLine;
  readonly way: 'mail' | 'digest';
  readonly at: Instant;
}

/**
 * Whether a notice is mailed by itself or waits for a digest, and the digest after it; null: it waits already.
 * Beyond ten mails in ten minutes everything waits for the end of those.
 */
export function admitToDigest(
  digest: Digest,
  { line, way, at }: Admission,
): { readonly to: 'mail' | 'digest'; readonly after: Digest } | null {
  if (digest.lines.some(({ id }) => id === line.id)) return null;
  const isOver = toEpochMs(at) - toEpochMs(digest.since) >= stretchMs;
  const { since, mailed } = isOver ? { since: at, mailed: 0 } : digest;
  const next = { ...digest, version: digest.version + 1, since, mailed };
  const isFlood = mailed >= mostMails;
  if (way === 'mail' && !isFlood) return { to: 'mail', after: { ...next, mailed: mailed + 1 } };
  const until = way === 'digest' ? later(at, gatheringMs) : later(since, stretchMs);
  return { to: 'digest', after: { ...withLine(next, line), dueAt: earlier(digest.dueAt, until) } };
}

function withLine(digest: Digest, line: DigestLine): Digest {
  if (digest.lines.length >= mostLines) return { ...digest, more: digest.more + 1 };
  return { ...digest, lines: [...digest.lines, line] };
}

/** After its mail is on the way. */
export function emptied(digest: Digest): Digest {
  return { ...digest, version: digest.version + 1, lines: [], more: 0, dueAt: null };
}
