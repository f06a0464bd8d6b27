import type { Trigger } from '../trigger.ts';

export const callStarted = {
  name: 'call.started',
  says: 'A call began',
  about: 'ticket',
  isPassing: true,
} as const satisfies Trigger;
