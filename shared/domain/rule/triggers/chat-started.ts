import type { Trigger } from '../trigger.ts';

export const chatStarted = {
  name: 'chat.started',
  says: 'A chat began',
  about: 'ticket',
} as const satisfies Trigger;
