import type { Trigger } from '../trigger.ts';

export const ticketCreated = {
  name: 'ticket.created',
  says: 'A ticket was made',
  about: 'ticket',
} as const satisfies Trigger;
