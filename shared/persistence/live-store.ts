import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import { connectionSeconds, type Feed, keptSeconds, type LiveNotice } from '#shared/domain/live/feed.ts';
import type { LiveConnection, LiveToken } from '#shared/domain/live/live-connection.ts';
import type { LiveOpening, LiveStore } from '#shared/domain/live/live-store.ts';
import { isCommitted } from './is-committed.ts';
import { keptAnswerWrite } from './kept-answers.ts';
import * as keys from './keys-live.ts';
import { listPartition } from './list-partition.ts';
import { commitNamed, expecting } from './named-write.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { put, putNew, remove, removeExisting, type Thing, update, type Write } from './write.ts';

/** With the time (epoch seconds) from which the table may forget it. */
const forgotten = (data: object, at: string, afterSeconds = 0): Thing => ({
  data,
  beside: { expiresAt: Math.ceil(Date.parse(at) / 1000) + afterSeconds },
});

export function openLiveStore(table: Table): LiveStore {
  return {
    ...openTokens(table),
    ...openConnections(table),
    ...openFeeds(table),
  };
}

function openTokens(table: Table): Pick<LiveStore, 'addToken' | 'findToken'> {
  return {
    addToken: (token, secret, keep) => {
      const kept = keep === undefined ? [] : [keptAnswerWrite(keep)];
      const own = putNew(keys.liveTokenBySecret(secret), 'liveToken', forgotten(token, token.expiresAt));
      return commitNamed<'saved' | 'kept-already'>(table, expecting([...kept, own], 'kept-already'), 'saved');
    },
    findToken: async (secret) => {
      const item = await table.get(keys.liveTokenBySecret(secret));
      return item === undefined ? undefined : thingOf<LiveToken>(item);
    },
  };
}

type Connections = 'open' | 'findConnection' | 'listConnections' | 'close' | 'markSent';

function openConnections(table: Table): Pick<LiveStore, Connections> {
  return {
    open: (opening) =>
      commitNamed(
        table,
        [
          ...expecting([removeExisting(keys.liveTokenBySecret(opening.secret))], 'token-taken'),
          ...expecting([feedWrite(opening), ...connectionWrites(opening.connection)], 'changed-meanwhile'),
        ],
        'opened',
      ),
    findConnection: async (id) => {
      const pointer = await table.get(keys.connectionById(id));
      if (pointer === undefined) return undefined;
      const { agentId } = thingOf<Pick<LiveConnection, 'agentId'>>(pointer);
      const item = await table.get(keys.connectionOf(agentId, id));
      return item === undefined ? undefined : thingOf<LiveConnection>(item);
    },
    listConnections: async (agentId) => {
      const items = await table.queryAll(keys.connectionsOf(agentId));
      return items.map((item) => thingOf<LiveConnection>(item));
    },
    close: ({ agentId, id }) =>
      table.commit([remove(keys.connectionOf(agentId, id)), remove(keys.connectionById(id))]),
    markSent: async ({ agentId, id }, position) => {
      const sentUpTo = ['data', 'sentUpTo'];
      const write = update(keys.connectionOf(agentId, id), {
        set: [[sentUpTo, position]],
        when: (names) => `${names.path(sentUpTo)} < ${names.value(position)}`,
      });
      await isCommitted(table, [write]);
    },
  };
}

function connectionWrites(connection: LiveConnection): Write[] {
  const { id, agentId, openedAt } = connection;
  return [
    put(keys.connectionOf(agentId, id), 'connection', forgotten(connection, openedAt, connectionSeconds)),
    put(keys.connectionById(id), 'connection', forgotten({ agentId }, openedAt, connectionSeconds)),
  ];
}

const lastOfFeed = ['data', 'last'];

/** Only while its last notice is the one that was read. */
function feedWrite({ before, after }: Pick<LiveOpening, 'before' | 'after'>): Write {
  const { agentId, until } = after;
  if (before === undefined) return putNew(keys.feedOf(agentId), 'feed', forgotten(after, until));
  return update(keys.feedOf(agentId), {
    set: [
      [['data', 'until'], until],
      [['expiresAt'], Math.ceil(toEpochMs(until) / 1000)],
    ],
    when: (names) => `${names.path(lastOfFeed)} = ${names.value(before.last)}`,
  });
}

function openFeeds(table: Table): Pick<LiveStore, 'findFeed' | 'add' | 'listNotices' | 'listLatest'> {
  return {
    findFeed: async (agentId) => {
      const item = await table.get(keys.feedOf(agentId));
      return item === undefined ? undefined : thingOf<Feed>(item);
    },
    add: (notice, before) => {
      const { agentId, noticeId, position } = notice;
      const told = putNew(keys.toldLive(agentId, noticeId), 'toldLive', aged({ noticeId }, position));
      const own = putNew(keys.liveNoticeAt(agentId, position), 'liveNotice', aged(notice, position));
      const feed = update(keys.feedOf(agentId), {
        set: [[lastOfFeed, position]],
        when: (names) => `${names.path(lastOfFeed)} = ${names.value(before.last)}`,
      });
      return commitNamed(
        table,
        [...expecting([told], 'known'), ...expecting([feed, own], 'changed-meanwhile')],
        'added',
      );
    },
    listNotices: async (agentId, after, limit) => {
      const { sk } = keys.liveNoticeAt(agentId, after);
      const items = await table.query(keys.liveNoticesOf(agentId), { limit, after: sk });
      return items.map((item) => thingOf<LiveNotice>(item));
    },
    listLatest: (agentId, page) =>
      listPartition<LiveNotice>(table, keys.liveNoticesOf(agentId), { ...page, backward: true }),
  };
}

/** A position is hardly ever more than the moment (epoch milliseconds) at which it was taken. */
const aged = (data: object, position: number): Thing => ({
  data,
  beside: { expiresAt: Math.ceil(position / 1000) + keptSeconds },
});
