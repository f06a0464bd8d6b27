import type { Trigger } from '../trigger.ts';

export const callEnded = {
  name: 'call.ended',
  says: 'A call ended',
  about: 'ticket',
} as const satisfies Trigger;
