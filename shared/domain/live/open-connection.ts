import type { PrincipalStore } from '../access/principal-store.ts';
import { toEpochMs, toInstant } from '../business-time/instant.ts';
import { Refusal } from '../refusal.ts';
import { type Feed, feedAt, positionOf } from './feed.ts';
import type { LiveConnection, LiveToken } from './live-connection.ts';
import type { LiveStore } from './live-store.ts';
import type { CatchUp } from './push-missed.ts';

export interface ConnectingDesk {
  readonly live: LiveStore;
  readonly principals: PrincipalStore;
  readonly catchUp: CatchUp;
  readonly now: () => number;
}

export interface Arriving {
  readonly connectionId: string;
  /** The token's secret. */
  readonly secret: string;
  /** The last notice that he has; null: he only wants what comes. */
  readonly after: string | null;
  readonly sourceIp: string;
}

const tries = 10;

/**
 * Takes the token, which opens nothing a second time, and opens the connection at its place in the agent's feed. What is
 * added to the feed meanwhile is either seen here, and sent as soon as the gateway lets us, or finds the connection.
 * Refuses with `unauthorized`.
 */
export async function openConnection(desk: ConnectingDesk, arriving: Arriving): Promise<void> {
  const token = await findValidToken(desk, arriving);
  for (let attempt = 1; attempt <= tries; attempt++) {
    const before = await desk.live.findFeed(token.agentId);
    const after = feedAt(token.agentId, before, desk.now());
    const connection = connectionFor(token, { arriving, feed: after, atMs: desk.now() });
    const outcome = await desk.live.open({ connection, secret: arriving.secret, before, after });
    if (outcome === 'token-taken') refuse();
    if (outcome === 'changed-meanwhile') continue;
    if (connection.sentUpTo < after.last) await desk.catchUp(connection);
    return;
  }
  throw new Refusal('edited-by-someone-else', 'His notices keep coming; try again.');
}

function refuse(): never {
  throw new Refusal('unauthorized', 'The token is unknown, used or expired.');
}

async function findValidToken(
  { live, principals, now }: ConnectingDesk,
  { secret, sourceIp }: Arriving,
): Promise<LiveToken> {
  const token = secret === '' ? undefined : await live.findToken(secret);
  if (token === undefined || toEpochMs(token.expiresAt) <= now()) refuse();
  return (await principals.find(token, sourceIp)) === undefined ? refuse() : token;
}

function connectionFor(
  { agentId, keyId }: LiveToken,
  { arriving, feed, atMs }: { arriving: Arriving; feed: Feed; atMs: number },
): LiveConnection {
  const { connectionId, after } = arriving;
  const sentUpTo = after === null ? feed.last : Math.min(positionOf(after), feed.last);
  return { id: connectionId, agentId, keyId, openedAt: toInstant(atMs), sentUpTo };
}
