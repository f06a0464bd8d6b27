import type { Trigger } from '../trigger.ts';

export const ticketTagged = {
  name: 'ticket.tagged',
  says: 'The tags of a ticket changed',
  about: 'ticket',
} as const satisfies Trigger;
