import type { Trigger } from '../trigger.ts';

export const ticketSplit = {
  name: 'ticket.split',
  says: 'A ticket was split',
  about: 'ticket',
} as const satisfies Trigger;
