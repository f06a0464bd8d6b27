import type { Trigger } from '../trigger.ts';

export const callEnded = {
  name: 'call.ended',
  says: 'A call ended',
  about: 'ticket',
  isPassing: true,
} as const satisfies Trigger;
