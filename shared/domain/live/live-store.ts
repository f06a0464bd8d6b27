import type { KeptAnswer } from '../account/kept-answer.ts';
import type { AgentId } from '../ids.ts';
import type { Listed } from '../ticket/ticket-store.ts';
import type { Feed, LiveNotice } from './feed.ts';
import type { LiveConnection, LiveToken } from './live-connection.ts';

export interface LiveOpening {
  readonly connection: LiveConnection;
  /** The token's secret. */
  readonly secret: string;
  readonly before: Feed | undefined;
  readonly after: Feed;
}

/** Everything is read consistently. */
export interface LiveStore {
  addToken(token: LiveToken, secret: string, keep: KeptAnswer | undefined): Promise<'saved' | 'kept-already'>;
  findToken(secret: string): Promise<LiveToken | undefined>;
  /** Takes the token and opens the connection, both or neither, and only while the feed is as it was read. */
  open(opening: LiveOpening): Promise<'opened' | 'token-taken' | 'changed-meanwhile'>;
  findConnection(id: string): Promise<LiveConnection | undefined>;
  listConnections(agentId: AgentId): Promise<LiveConnection[]>;
  /** Also one that is closed already. */
  close(connection: Pick<LiveConnection, 'id' | 'agentId'>): Promise<void>;
  /** Never backward, and nothing for one that was closed meanwhile. */
  markSent(connection: LiveConnection, position: number): Promise<void>;
  findFeed(agentId: AgentId): Promise<Feed | undefined>;
  /** Behind the last of the feed as it was read; each notice once. */
  add(notice: LiveNotice, feed: Feed): Promise<'added' | 'known' | 'changed-meanwhile'>;
  /** In order. */
  listNotices(agentId: AgentId, after: number, limit: number): Promise<LiveNotice[]>;
  /** The newest first. */
  listLatest(
    agentId: AgentId,
    page: { readonly limit: number; readonly after: string | undefined },
  ): Promise<Listed<LiveNotice>>;
}
