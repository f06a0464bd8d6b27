import type { Trigger } from '../trigger.ts';

export const chatEnded = {
  name: 'chat.ended',
  says: 'A chat ended',
  about: 'ticket',
  isPassing: true,
} as const satisfies Trigger;
