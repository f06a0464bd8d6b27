import { ticketStatuses } from '../../ticket/status.ts';
import type { Field } from '../field.ts';

export const status: Field = {
  name: 'status',
  says: 'Its status',
  type: 'choice',
  choices: ticketStatuses,
  valueOf: ({ ticket }) => ticket?.status ?? null,
};
