import type { Trigger } from '../trigger.ts';

export const ticketFieldChanged = {
  name: 'ticket.fieldChanged',
  says: 'The subject, level, label or a custom field of a ticket changed',
  about: 'ticket',
} as const satisfies Trigger;
