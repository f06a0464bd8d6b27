import { createHash, randomUUID } from 'node:crypto';
import type {
  OutgoingMessage,
  PlatformClock,
  QueuedMessage,
  QueueSettings,
  Queues,
} from '../../contracts.ts';
import { type OwnedDatabase, openOwnedDatabase } from '../owned-database.ts';
import {
  type MessageRow,
  type MessageStatements,
  messageSchema,
  prepareMessageStatements,
  toQueuedMessage,
  toSequenceNumber,
} from './message-rows.ts';
import { invalidParameter, QueueRefusal, unknownQueue } from './queue-refusal.ts';

const deduplicationMs = 5 * 60_000;

/** Every change is one transaction in one file; the platform clock rules delays, visibility, deduplication and retention. */
export class DurableQueues implements Queues {
  readonly settings: readonly QueueSettings[];
  readonly #settingsByName: ReadonlyMap<string, QueueSettings>;
  readonly #clock: PlatformClock;
  readonly #database: OwnedDatabase;
  readonly #sql: MessageStatements;
  readonly #listeners: ((queueName: string) => void)[] = [];
  readonly #sweptAtByQueue = new Map<string, number>();

  constructor(file: string, settings: readonly QueueSettings[], clock: PlatformClock) {
    this.settings = settings;
    this.#settingsByName = new Map(settings.map((queue) => [queue.name, queue]));
    for (const { deadLetter } of settings) if (deadLetter) this.getSettings(deadLetter.queueName);
    this.#clock = clock;
    this.#database = openOwnedDatabase(file, messageSchema);
    this.#sql = prepareMessageStatements(this.#database);
  }

  getSettings(queueName: string): QueueSettings {
    const settings = this.#settingsByName.get(queueName);
    if (!settings) throw unknownQueue();
    return settings;
  }

  send(queueName: string, message: OutgoingMessage): { messageId: string; sequenceNumber: string | null } {
    const settings = this.getSettings(queueName);
    const sent = this.#database.inTransaction(() => this.#store(settings, message));
    this.#announce(queueName);
    return sent;
  }

  receive(queueName: string, most: number): QueuedMessage[] {
    return this.take(queueName, { most });
  }

  /** Receives with a visibility timeout other than the queue's own. */
  take(queueName: string, wish: { most: number; visibilitySeconds?: number }): QueuedMessage[] {
    const settings = this.getSettings(queueName);
    const now = this.#clock.now();
    const visibleAt = now + (wish.visibilitySeconds ?? settings.visibilitySeconds) * 1000;
    return this.#database.inTransaction(() => {
      this.#dropExpired(settings, now);
      return this.#findLiving(settings, wish.most, now).map((row) => this.#hide(row, visibleAt, now));
    });
  }

  delete(queueName: string, receiptHandle: string): void {
    const settings = this.getSettings(queueName);
    const row = this.#findHeld(queueName, receiptHandle);
    if (!row) return;
    this.#database.inTransaction(() => this.#remove(settings, row));
    if (settings.fifo) this.#announce(queueName);
  }

  changeVisibility(queueName: string, receiptHandle: string, seconds: number): void {
    this.getSettings(queueName);
    const row = this.#findHeld(queueName, receiptHandle);
    const now = this.#clock.now();
    if (!row || row.visibleAt <= now) return;
    this.#sql.show.run(now + seconds * 1000, row.seq);
    if (seconds === 0) this.#announce(queueName);
  }

  /** Whether the receipt handle is the newest of a message that is in flight now. */
  isInFlight(queueName: string, receiptHandle: string): boolean {
    const row = this.#findHeld(queueName, receiptHandle);
    return row !== undefined && row.visibleAt > this.#clock.now();
  }

  purge(queueName: string): void {
    this.getSettings(queueName);
    this.#sql.purge.run(queueName);
  }

  nextVisibleAtMs(): number | null {
    const row = this.#sql.nextVisible.get(this.#clock.now()) as { at: number | null } | undefined;
    return row?.at ?? null;
  }

  depth(queueName: string): { visible: number; inFlight: number; delayed: number } {
    const settings = this.getSettings(queueName);
    const now = this.#clock.now();
    this.#dropExpired(settings, now);
    const shown = this.#sql.countVisible.get(queueName, now) as { n: number };
    const hidden = this.#sql.countHidden.get(queueName, now) as { inFlight: number; delayed: number };
    const blocked = settings.fifo
      ? (this.#sql.countBlocked.get({ queue: queueName, now }) as { n: number }).n
      : 0;
    return { visible: shown.n - blocked, inFlight: hidden.inFlight, delayed: hidden.delayed + blocked };
  }

  onVisible(listener: (queueName: string) => void): void {
    this.#listeners.push(listener);
  }

  isClosed(): boolean {
    return !this.#database.connection.isOpen;
  }

  close(): void {
    this.#listeners.length = 0;
    this.#database.close();
  }

  #announce(queueName: string): void {
    for (const listener of this.#listeners) listener(queueName);
  }

  #store(settings: QueueSettings, message: OutgoingMessage): ReturnType<Queues['send']> {
    if (!settings.fifo) {
      return { messageId: this.#insert(settings, message, randomUUID()).messageId, sequenceNumber: null };
    }
    const { messageId, seq } = this.#sendInOrder(settings, message);
    return { messageId, sequenceNumber: toSequenceNumber(seq) };
  }

  #sendInOrder(settings: QueueSettings, message: OutgoingMessage): { messageId: string; seq: number } {
    if (!message.groupId) {
      throw new QueueRefusal('MissingParameter', 'The request must contain the parameter MessageGroupId.');
    }
    const now = this.#clock.now();
    const deduplicationId = message.deduplicationId ?? toContentId(settings, message.body);
    const before = this.#sql.findSent.get(settings.name, deduplicationId, now);
    if (before) return before as { messageId: string; seq: number };
    const kept = this.#insert(settings, { ...message, deduplicationId }, randomUUID());
    this.#sql.forgetSent.run(now);
    this.#sql.keepSent.run(settings.name, deduplicationId, kept.messageId, kept.seq, now + deduplicationMs);
    return kept;
  }

  #insert(
    settings: QueueSettings,
    message: OutgoingMessage & { sentAtMs?: number },
    messageId: string,
  ): { messageId: string; seq: number } {
    const now = this.#clock.now();
    const groupId = message.groupId ?? null;
    const isHead = !settings.fifo || this.#sql.hasGroup.get(settings.name, groupId) === undefined;
    const { lastInsertRowid } = this.#sql.insert.run({
      queue: settings.name,
      messageId,
      body: message.body,
      attributes: JSON.stringify(message.attributes ?? {}),
      groupId,
      deduplicationId: message.deduplicationId ?? null,
      head: isHead ? 1 : 0,
      sentAt: message.sentAtMs ?? now,
      visibleAt: now + (message.delaySeconds ?? settings.delaySeconds) * 1000,
    });
    return { messageId, seq: Number(lastInsertRowid) };
  }

  #findReady(settings: QueueSettings, most: number, now: number): MessageRow[] {
    const queue = settings.name;
    if (!settings.fifo) return this.#sql.ready.all({ queue, now, most }) as unknown as MessageRow[];
    const first = this.#sql.readyGroup.get({ queue, now }) as { groupId: string } | undefined;
    if (!first) return [];
    const groupId = first.groupId;
    return this.#sql.readyOfGroup.all({ queue, groupId, now, most }) as unknown as MessageRow[];
  }

  /** A message that was received too often goes to the dead-letter queue when it would be received once more. */
  #findLiving(settings: QueueSettings, most: number, now: number): MessageRow[] {
    const limit = settings.deadLetter?.maxReceiveCount ?? Number.POSITIVE_INFINITY;
    for (;;) {
      const found = this.#findReady(settings, most, now);
      const living = found.filter((row) => row.receiveCount < limit);
      for (const row of found) if (row.receiveCount >= limit) this.#bury(settings, row);
      if (living.length > 0 || found.length === 0) return living;
    }
  }

  #bury(settings: QueueSettings, row: MessageRow): void {
    const target = this.getSettings(settings.deadLetter?.queueName ?? '');
    this.#remove(settings, row);
    const message = {
      body: row.body,
      attributes: JSON.parse(row.attributes) as QueuedMessage['attributes'],
      ...(row.groupId === null ? {} : { groupId: row.groupId }),
      ...(row.deduplicationId === null ? {} : { deduplicationId: row.deduplicationId }),
      // A standard dead letter keeps its age, a FIFO one begins anew.
      ...(settings.fifo ? {} : { sentAtMs: row.sentAt }),
    };
    this.#insert(target, message, row.messageId);
    queueMicrotask(() => this.#announce(target.name));
  }

  #hide(row: MessageRow, visibleAt: number, now: number): QueuedMessage {
    const receipt = `${row.seq}.${randomUUID()}`;
    this.#sql.take.run({ visibleAt, receipt, now, seq: row.seq });
    const firstReceivedAt = row.firstReceivedAt === 0 ? now : row.firstReceivedAt;
    const fifo = this.getSettings(row.queue).fifo;
    return toQueuedMessage({ ...row, receipt, firstReceivedAt, receiveCount: row.receiveCount + 1 }, fifo);
  }

  #remove(settings: QueueSettings, row: MessageRow): void {
    this.#sql.remove.run(row.seq);
    if (settings.fifo) this.#sql.markHead.run(row.queue, row.groupId);
  }

  #dropExpired(settings: QueueSettings, now: number): void {
    if (now - (this.#sweptAtByQueue.get(settings.name) ?? 0) < 1000) return;
    this.#sweptAtByQueue.set(settings.name, now);
    const expired = this.#sql.expired.all(settings.name, now - settings.retentionSeconds * 1000);
    for (const row of expired as unknown as MessageRow[]) this.#remove(settings, row);
  }

  /** An older receipt handle of a message received again finds nothing, as with the real service. */
  #findHeld(queueName: string, receiptHandle: string): MessageRow | undefined {
    const seq = Number(receiptHandle.split('.', 1)[0]);
    if (!Number.isSafeInteger(seq)) {
      throw new QueueRefusal('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
    }
    const row = this.#sql.bySeq.get(seq) as unknown as MessageRow | undefined;
    return row?.receipt === receiptHandle && row.queue === queueName ? row : undefined;
  }
}

function toContentId(settings: QueueSettings, body: string): string {
  if (settings.contentBasedDeduplication) return createHash('sha256').update(body).digest('hex');
  throw invalidParameter(
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  );
}
