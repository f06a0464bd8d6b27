/** A message for a queue. FIFO queues want group and deduplication id; standard ones may delay. */
export interface QueueMessage {
  readonly body: unknown;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** 0 to 900. */
  readonly delaySeconds?: number;
}

/** Sends all or throws; some may have been sent then, so a repeat must be harmless. */
export type SendMessages = (messages: readonly QueueMessage[]) => Promise<void>;
