import type { QueuedMessage } from '../../contracts.ts';
import type { OwnedDatabase } from '../owned-database.ts';

/** `head` marks the first message of a FIFO group, and every message of a standard queue. */
export const messageSchema = `
CREATE TABLE IF NOT EXISTS messages (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  queue TEXT NOT NULL,
  messageId TEXT NOT NULL,
  body TEXT NOT NULL,
  attributes TEXT NOT NULL,
  groupId TEXT,
  deduplicationId TEXT,
  head INTEGER NOT NULL,
  sentAt INTEGER NOT NULL,
  visibleAt INTEGER NOT NULL,
  firstReceivedAt INTEGER NOT NULL DEFAULT 0,
  receiveCount INTEGER NOT NULL DEFAULT 0,
  receipt TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS messagesByVisibility ON messages (queue, visibleAt, seq);
CREATE INDEX IF NOT EXISTS messagesByHead ON messages (queue, seq) WHERE head = 1;
CREATE INDEX IF NOT EXISTS messagesByGroup ON messages (queue, groupId, seq);
CREATE INDEX IF NOT EXISTS messagesByGroupVisibility ON messages (queue, groupId, visibleAt);
CREATE INDEX IF NOT EXISTS messagesByAge ON messages (queue, sentAt);
CREATE INDEX IF NOT EXISTS messagesByMoment ON messages (visibleAt);
CREATE TABLE IF NOT EXISTS sent (
  queue TEXT NOT NULL,
  deduplicationId TEXT NOT NULL,
  messageId TEXT NOT NULL,
  seq INTEGER NOT NULL,
  untilAt INTEGER NOT NULL,
  PRIMARY KEY (queue, deduplicationId)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sentByAge ON sent (untilAt);
`;

export interface MessageRow {
  readonly seq: number;
  readonly queue: string;
  readonly messageId: string;
  readonly body: string;
  readonly attributes: string;
  readonly groupId: string | null;
  readonly deduplicationId: string | null;
  readonly head: number;
  readonly sentAt: number;
  readonly visibleAt: number;
  readonly firstReceivedAt: number;
  readonly receiveCount: number;
  readonly receipt: string | null;
}

const blockedGroups = `
  SELECT groupId FROM messages WHERE queue = :queue AND visibleAt > :now AND (receiveCount > 0 OR head = 1)`;

const statements = {
  insert: `INSERT INTO messages (queue, messageId, body, attributes, groupId, deduplicationId, head, sentAt, visibleAt)
    VALUES (:queue, :messageId, :body, :attributes, :groupId, :deduplicationId, :head, :sentAt, :visibleAt)`,
  bySeq: 'SELECT * FROM messages WHERE seq = ?',
  remove: 'DELETE FROM messages WHERE seq = ?',
  purge: 'DELETE FROM messages WHERE queue = ?',
  ready: `SELECT * FROM messages INDEXED BY messagesByVisibility
    WHERE queue = :queue AND visibleAt <= :now ORDER BY visibleAt, seq LIMIT :most`,
  readyGroup: `SELECT groupId FROM messages AS first INDEXED BY messagesByHead
    WHERE queue = :queue AND head = 1 AND visibleAt <= :now AND NOT EXISTS (
      SELECT 1 FROM messages AS held INDEXED BY messagesByGroupVisibility
      WHERE held.queue = :queue AND held.groupId = first.groupId AND held.visibleAt > :now AND held.receiveCount > 0)
    ORDER BY seq LIMIT 1`,
  readyOfGroup: `SELECT * FROM messages INDEXED BY messagesByGroup
    WHERE queue = :queue AND groupId = :groupId AND visibleAt <= :now ORDER BY seq LIMIT :most`,
  hasGroup:
    'SELECT 1 AS found FROM messages INDEXED BY messagesByGroup WHERE queue = ? AND groupId = ? LIMIT 1',
  markHead: `UPDATE messages SET head = 1 WHERE seq = (
    SELECT seq FROM messages INDEXED BY messagesByGroup WHERE queue = ? AND groupId = ? ORDER BY seq LIMIT 1)`,
  take: `UPDATE messages SET visibleAt = :visibleAt, receiveCount = receiveCount + 1, receipt = :receipt,
    firstReceivedAt = CASE firstReceivedAt WHEN 0 THEN :now ELSE firstReceivedAt END WHERE seq = :seq`,
  show: 'UPDATE messages SET visibleAt = ? WHERE seq = ?',
  expired: 'SELECT * FROM messages INDEXED BY messagesByAge WHERE queue = ? AND sentAt < ? LIMIT 1000',
  nextVisible: 'SELECT MIN(visibleAt) AS at FROM messages INDEXED BY messagesByMoment WHERE visibleAt > ?',
  countVisible: 'SELECT COUNT(*) AS n FROM messages WHERE queue = ? AND visibleAt <= ?',
  countHidden: `SELECT COUNT(*) FILTER (WHERE receiveCount > 0) AS inFlight,
    COUNT(*) FILTER (WHERE receiveCount = 0) AS delayed FROM messages WHERE queue = ? AND visibleAt > ?`,
  countBlocked: `SELECT COUNT(*) AS n FROM messages
    WHERE queue = :queue AND visibleAt <= :now AND groupId IN (${blockedGroups})`,
  findSent: 'SELECT messageId, seq FROM sent WHERE queue = ? AND deduplicationId = ? AND untilAt > ?',
  keepSent:
    'INSERT OR REPLACE INTO sent (queue, deduplicationId, messageId, seq, untilAt) VALUES (?, ?, ?, ?, ?)',
  forgetSent: 'DELETE FROM sent WHERE untilAt <= ?',
} as const;

export type MessageStatements = {
  readonly [name in keyof typeof statements]: ReturnType<OwnedDatabase['connection']['prepare']>;
};

export function prepareMessageStatements({ connection }: OwnedDatabase): MessageStatements {
  const prepared = Object.entries(statements).map(([name, sql]) => [name, connection.prepare(sql)] as const);
  return Object.fromEntries(prepared) as MessageStatements;
}

/** FIFO sequence numbers have a fixed width, so that they order as text too. */
export function toSequenceNumber(seq: number): string {
  return String(seq).padStart(20, '0');
}

export function toQueuedMessage(row: MessageRow, fifo: boolean): QueuedMessage {
  return {
    messageId: row.messageId,
    receiptHandle: row.receipt ?? '',
    body: row.body,
    groupId: row.groupId,
    deduplicationId: row.deduplicationId,
    sequenceNumber: fifo ? toSequenceNumber(row.seq) : null,
    attributes: JSON.parse(row.attributes) as QueuedMessage['attributes'],
    sentAtMs: row.sentAt,
    firstReceivedAtMs: row.firstReceivedAt,
    receiveCount: row.receiveCount,
  };
}
