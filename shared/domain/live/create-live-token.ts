import type { Caller } from '../access/principal-store.ts';
import { KeptAlready } from '../account/kept-already.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import type { AgentId, Ids } from '../ids.ts';
import type { LiveToken } from './live-connection.ts';
import type { LiveStore } from './live-store.ts';

export interface LiveTokenDesk {
  readonly live: Pick<LiveStore, 'addToken'>;
  readonly ids: Ids;
  readonly now: () => number;
  readonly makeLiveSecret: () => string;
}

interface Creation {
  readonly caller: Caller;
  readonly keep: (token: LiveToken) => KeptAnswer | undefined;
}

const validSeconds = 60;

/** A token that opens one connection within a minute (api.md, WebSocket): no key that lives long stands in an address. */
export async function createLiveToken(
  desk: LiveTokenDesk,
  { caller, keep }: Creation,
): Promise<{ readonly token: LiveToken; readonly secret: string }> {
  const token: LiveToken = {
    id: desk.ids.next('lvt'),
    agentId: caller.agentId as AgentId,
    keyId: caller.keyId,
    expiresAt: toInstant(desk.now() + validSeconds * 1000),
  };
  const secret = desk.makeLiveSecret();
  if ((await desk.live.addToken(token, secret, keep(token))) === 'kept-already') throw new KeptAlready();
  return { token, secret };
}
