import type { Trigger } from '../trigger.ts';

export const messageReceived = {
  name: 'message.received',
  says: 'A customer wrote',
  about: 'ticket',
} as const satisfies Trigger;
