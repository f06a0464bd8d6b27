import type { Trigger } from '../trigger.ts';

export const ticketTransferred = {
  name: 'ticket.transferred',
  says: 'A ticket was moved to another department',
  about: 'ticket',
} as const satisfies Trigger;
