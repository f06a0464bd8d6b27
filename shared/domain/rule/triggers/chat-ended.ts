import type { Trigger } from '../trigger.ts';

export const chatEnded = {
  name: 'chat.ended',
  says: 'A chat ended',
  about: 'ticket',
} as const satisfies Trigger;
