import type { Trigger } from '../trigger.ts';

export const ticketStatusChanged = {
  name: 'ticket.statusChanged',
  says: 'The status of a ticket changed',
  about: 'ticket',
} as const satisfies Trigger;
