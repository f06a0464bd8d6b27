import type { Trigger } from '../trigger.ts';

export const callMissed = {
  name: 'call.missed',
  says: 'A call rang at an agent who did not take it',
  about: 'ticket',
} as const satisfies Trigger;
