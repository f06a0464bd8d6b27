/** What a queue needs to be told; its consumer's timeout stands here because the visibility follows from it. */
export interface QueueDescription {
  readonly fifo: boolean;
  readonly consumerTimeoutSeconds: number;
  /** Attempts before a message moves to the dead letters. */
  readonly receives: number;
  /** Age of the oldest message at which somebody should look. */
  readonly worryingAgeSeconds: number;
}

export const queues = {
  'mail-arrived': { fifo: false, consumerTimeoutSeconds: 30, receives: 8, worryingAgeSeconds: 600 },
  inbound: { fifo: true, consumerTimeoutSeconds: 60, receives: 8, worryingAgeSeconds: 900 },
  routing: { fifo: true, consumerTimeoutSeconds: 30, receives: 5, worryingAgeSeconds: 600 },
  outbound: { fifo: true, consumerTimeoutSeconds: 60, receives: 5, worryingAgeSeconds: 900 },
  automation: { fifo: true, consumerTimeoutSeconds: 60, receives: 8, worryingAgeSeconds: 600 },
  jobs: { fifo: true, consumerTimeoutSeconds: 30, receives: 5, worryingAgeSeconds: 600 },
  webhooks: { fifo: false, consumerTimeoutSeconds: 30, receives: 5, worryingAgeSeconds: 900 },
  notices: { fifo: false, consumerTimeoutSeconds: 30, receives: 5, worryingAgeSeconds: 900 },
  due: { fifo: false, consumerTimeoutSeconds: 30, receives: 5, worryingAgeSeconds: 600 },
} as const satisfies Record<string, QueueDescription>;

export type QueueName = keyof typeof queues;

export const queueNames = Object.keys(queues) as QueueName[];

/** Where the stream's mapping writes which records it gave up on. */
export const unannouncedQueue = 'unannounced';
