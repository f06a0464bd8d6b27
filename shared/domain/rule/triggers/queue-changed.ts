import type { Trigger } from '../trigger.ts';

export const queueChanged = {
  name: 'queue.changed',
  says: 'The queue of a department became longer or shorter, by a ticket that nobody had or that nobody has now',
  about: 'ticket',
  isPassing: true,
} as const satisfies Trigger;
