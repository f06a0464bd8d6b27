import { describe, expect, it } from 'vitest';
import { type Feed, feedAt, type LiveNotice, nextPosition } from '#shared/domain/live/feed.ts';
import type { LiveConnection } from '#shared/domain/live/live-connection.ts';
import type { LiveStore } from '#shared/domain/live/live-store.ts';
import { atMinute, startMs } from './builders.ts';

const agentId = 'agt_ada';
const token = { id: 'lvt_1', agentId, keyId: 'key_1', expiresAt: atMinute(1) } as const;
const connectionOf = (id: string, sentUpTo = 0): LiveConnection => ({
  id,
  agentId,
  keyId: 'key_1',
  openedAt: atMinute(0),
  sentUpTo,
});
const noticeAt = (position: number, noticeId = `n${position}`): LiveNotice => ({
  agentId,
  position,
  noticeId,
  at: atMinute(0),
  ticketId: 'tkt_1',
  event: { kind: 'ticket.assigned' },
});

/** What the table promises, and what stands in for it in memory. */
export function describeLiveStore(open: () => LiveStore): void {
  const opened = async (live: LiveStore, secret: string, id: string): Promise<Feed> => {
    await live.addToken(token, secret, undefined);
    const before = await live.findFeed(agentId);
    const after = feedAt(agentId, before, startMs);
    await live.open({ connection: connectionOf(id, after.last), secret, before, after });
    return after;
  };

  describe('the store of live connections', () => {
    it('opens one connection with a token, however many come with it at once', async () => {
      const live = open();
      await live.addToken(token, 'once', undefined);
      const after = feedAt(agentId, undefined, startMs);

      const outcomes: string[] = [];
      for (const id of ['one', 'two']) {
        const before = await live.findFeed(agentId);
        outcomes.push(await live.open({ connection: connectionOf(id), secret: 'once', before, after }));
      }

      expect(outcomes).toEqual(['opened', 'token-taken']);
      expect(await live.findToken('once')).toBeUndefined();
      expect(await live.listConnections(agentId)).toEqual([connectionOf('one')]);
      expect(await live.findConnection('two')).toBeUndefined();
      await live.close(connectionOf('one'));
      await live.close(connectionOf('one'));
      expect(await live.findConnection('one')).toBeUndefined();
    });

    it('opens none, and keeps the token, when a notice came since the feed was read', async () => {
      const live = open();
      const feed = await opened(live, 'first', 'first');
      await live.addToken(token, 'second', undefined);
      const position = nextPosition(feed, startMs);
      expect(await live.add(noticeAt(position), feed)).toBe('added');

      const stale = { connection: connectionOf('second'), secret: 'second', before: feed, after: feed };

      expect(await live.open(stale)).toBe('changed-meanwhile');
      expect(await live.findToken('second')).toEqual(token);
      expect(await live.findFeed(agentId)).toMatchObject({ last: position });
    });

    it('has each notice once, behind the last one', async () => {
      const live = open();
      const feed = await opened(live, 'third', 'third');
      const position = nextPosition(feed, startMs);

      expect(await live.add(noticeAt(position, 'same'), feed)).toBe('added');
      expect(await live.add(noticeAt(position + 1, 'same'), { ...feed, last: position })).toBe('known');
      expect(await live.add(noticeAt(position + 1, 'other'), feed)).toBe('changed-meanwhile');
      expect(await live.add(noticeAt(position + 1, 'other'), { ...feed, last: position })).toBe('added');
      const listed = await live.listNotices(agentId, feed.last, 10);
      expect(listed.map(({ noticeId }) => noticeId)).toEqual(['same', 'other']);
      expect(await live.listNotices(agentId, position, 10)).toHaveLength(1);
      expect(await live.listNotices(agentId, feed.last, 1)).toHaveLength(1);
      const newest = await live.listLatest(agentId, { limit: 1, after: undefined });
      expect(newest.items.map(({ noticeId }) => noticeId)).toEqual(['other']);
      const older = await live.listLatest(agentId, { limit: 1, after: newest.next });
      expect(older.items.map(({ noticeId }) => noticeId)).toEqual(['same']);
    });

    it('remembers how far a connection got, never backward, and of none that is closed', async () => {
      const live = open();
      const { last } = await opened(live, 'fourth', 'fourth');
      const connection = connectionOf('fourth', last);

      await live.markSent(connection, last + 9);
      await live.markSent(connection, last + 3);
      await live.markSent(connectionOf('gone'), last + 3);

      expect(await live.findConnection('fourth')).toMatchObject({ sentUpTo: last + 9 });
      expect(await live.findConnection('gone')).toBeUndefined();
    });
  });
}
