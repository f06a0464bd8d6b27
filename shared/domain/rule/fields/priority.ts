import { priorities } from '../../ticket/ticket.ts';
import type { Field } from '../field.ts';

export const priority: Field = {
  name: 'priority',
  says: 'Its priority',
  type: 'choice',
  choices: priorities,
  valueOf: ({ ticket }) => ticket?.priority ?? null,
};
