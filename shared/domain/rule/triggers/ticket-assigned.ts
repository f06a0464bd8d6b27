import type { Trigger } from '../trigger.ts';

export const ticketAssigned = {
  name: 'ticket.assigned',
  says: 'A ticket was given to an agent, or to nobody',
  about: 'ticket',
} as const satisfies Trigger;
