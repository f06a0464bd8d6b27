import type { Trigger } from '../trigger.ts';

export const callMissed = {
  name: 'call.missed',
  says: 'Nobody took a call: its ticket is new',
  about: 'ticket',
  isPassing: true,
} as const satisfies Trigger;
