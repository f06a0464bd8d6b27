import type { Trigger } from '../trigger.ts';

export const chatMissed = {
  name: 'chat.missed',
  says: 'A chat rang at an agent who did not take it',
  about: 'ticket',
} as const satisfies Trigger;
