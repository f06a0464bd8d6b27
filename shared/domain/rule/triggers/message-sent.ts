import type { Trigger } from '../trigger.ts';

export const messageSent = {
  name: 'message.sent',
  says: 'An agent or a rule answered',
  about: 'ticket',
} as const satisfies Trigger;
