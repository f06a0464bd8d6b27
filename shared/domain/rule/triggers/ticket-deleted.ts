import type { Trigger } from '../trigger.ts';

export const ticketDeleted = {
  name: 'ticket.deleted',
  says: 'A ticket was deleted',
  about: 'ticket',
} as const satisfies Trigger;
