import type { Trigger } from '../trigger.ts';

export const ratingReceived = {
  name: 'rating.received',
  says: 'A customer rated',
  about: 'ticket',
} as const satisfies Trigger;
