import type { Trigger } from '../trigger.ts';

export const ticketPriorityChanged = {
  name: 'ticket.priorityChanged',
  says: 'The priority of a ticket changed',
  about: 'ticket',
} as const satisfies Trigger;
