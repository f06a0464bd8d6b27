import { digestOfApiKey, type Key } from './keys.ts';

/** Only the hash is kept: 256 random bits need no salt. */
export const liveTokenBySecret = (secret: string): Key => ({
  pk: `LIVETOKEN#${digestOfApiKey(secret)}`,
  sk: 'LIVETOKEN',
});

const feedPartition = (agentId: string) => `LIVE#${agentId}`;
const noticePrefix = 'NOTICE#';

/** Where the feed of an agent stands; apart from what is read whenever he asks for something. */
export const feedOf = (agentId: string): Key => ({ pk: feedPartition(agentId), sk: 'FEED' });
/** Connections of an agent. */
export const connectionsOf = (agentId: string) => ({ pk: feedPartition(agentId), from: 'CONN#' });
export const connectionOf = (agentId: string, connectionId: string): Key => ({
  pk: feedPartition(agentId),
  sk: `CONN#${connectionId}`,
});
/** Whose connection it is. */
export const connectionById = (connectionId: string): Key => ({ pk: `CONN#${connectionId}`, sk: 'CONN' });
/** What an agent was told live, in the order of his feed. */
export const liveNoticesOf = (agentId: string) => ({ pk: feedPartition(agentId), from: noticePrefix });
export const liveNoticeAt = (agentId: string, position: number): Key => ({
  pk: feedPartition(agentId),
  sk: `${noticePrefix}${String(position).padStart(15, '0')}`,
});
/** That a notice is in the feed of an agent. */
export const toldLive = (agentId: string, noticeId: string): Key => ({
  pk: feedPartition(agentId),
  sk: `TOLD#${noticeId}`,
});
