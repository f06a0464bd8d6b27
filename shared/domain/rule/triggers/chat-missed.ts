import type { Trigger } from '../trigger.ts';

export const chatMissed = {
  name: 'chat.missed',
  says: 'Nobody took a chat: its ticket is new',
  about: 'ticket',
  isPassing: true,
} as const satisfies Trigger;
