import type { Field } from '../field.ts';

export const lastMessage: Field = {
  name: 'lastMessage',
  says: 'The text of its latest message, by whomever; notes are none',
  type: 'text',
  needs: 'lastMessage',
  valueOf: ({ learned }) => learned.lastMessage ?? null,
};
