import type { Trigger } from '../trigger.ts';

export const ticketMerged = {
  name: 'ticket.merged',
  says: 'Tickets were merged',
  about: 'ticket',
} as const satisfies Trigger;
