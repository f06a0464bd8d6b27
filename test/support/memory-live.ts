import type { Feed, LiveNotice } from '#shared/domain/live/feed.ts';
import type { LiveConnection, LiveToken } from '#shared/domain/live/live-connection.ts';
import type { LiveOpening, LiveStore } from '#shared/domain/live/live-store.ts';

/** Live connections and feeds in memory: the same promises as the table. */
export class MemoryLive implements LiveStore {
  readonly tokenBySecret = new Map<string, LiveToken>();
  readonly connectionById = new Map<string, LiveConnection>();
  readonly feedByAgent = new Map<string, Feed>();
  readonly notices: LiveNotice[] = [];
  /** Happens before the next write: what somebody else does meanwhile. */
  meanwhile: (() => Promise<void>) | null = null;

  async #turn(): Promise<void> {
    const act = this.meanwhile;
    this.meanwhile = null;
    await act?.();
  }

  async addToken(token: LiveToken, secret: string): Promise<'saved'> {
    this.tokenBySecret.set(secret, token);
    return 'saved';
  }

  async findToken(secret: string): Promise<LiveToken | undefined> {
    return this.tokenBySecret.get(secret);
  }

  async open({ connection, secret, before, after }: LiveOpening) {
    await this.#turn();
    if (!this.tokenBySecret.has(secret)) return 'token-taken';
    if (this.feedByAgent.get(after.agentId)?.last !== before?.last) return 'changed-meanwhile';
    this.tokenBySecret.delete(secret);
    this.feedByAgent.set(after.agentId, after);
    this.connectionById.set(connection.id, connection);
    return 'opened';
  }

  async findConnection(id: string): Promise<LiveConnection | undefined> {
    return this.connectionById.get(id);
  }

  async listConnections(agentId: string): Promise<LiveConnection[]> {
    return [...this.connectionById.values()].filter((one) => one.agentId === agentId);
  }

  async close({ id }: Pick<LiveConnection, 'id'>): Promise<void> {
    this.connectionById.delete(id);
  }

  async markSent({ id }: LiveConnection, position: number): Promise<void> {
    const known = this.connectionById.get(id);
    if (known !== undefined && known.sentUpTo < position) {
      this.connectionById.set(id, { ...known, sentUpTo: position });
    }
  }

  async findFeed(agentId: string): Promise<Feed | undefined> {
    return this.feedByAgent.get(agentId);
  }

  async add(notice: LiveNotice, feed: Feed) {
    await this.#turn();
    const { agentId, noticeId, position } = notice;
    if (this.notices.some((one) => one.agentId === agentId && one.noticeId === noticeId)) return 'known';
    const known = this.feedByAgent.get(agentId);
    if (known?.last !== feed.last) return 'changed-meanwhile';
    this.feedByAgent.set(agentId, { ...known, last: position });
    this.notices.push(notice);
    return 'added';
  }

  async listNotices(agentId: string, after: number, limit: number): Promise<LiveNotice[]> {
    return this.notices
      .filter((one) => one.agentId === agentId && one.position > after)
      .toSorted((one, other) => one.position - other.position)
      .slice(0, limit);
  }

  async listLatest(agentId: string, { limit, after }: { limit: number; after: string | undefined }) {
    const all = this.notices
      .filter((one) => one.agentId === agentId && (after === undefined || one.position < Number(after)))
      .toSorted((one, other) => other.position - one.position);
    const items = all.slice(0, limit);
    return { items, next: all.length > limit ? String(items.at(-1)?.position) : undefined };
  }
}
