import type { Trigger } from '../trigger.ts';

export const queueChanged = {
  name: 'queue.changed',
  says: 'The queue of a department became longer or shorter',
  about: 'department',
} as const satisfies Trigger;
