import type { Trigger } from '../trigger.ts';

export const chatStarted = {
  name: 'chat.started',
  says: 'A chat began',
  about: 'ticket',
  isPassing: true,
} as const satisfies Trigger;
