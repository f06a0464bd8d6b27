import type { Field } from '../field.ts';

export const body: Field = {
  name: 'body',
  says: 'The text of the message that set the rule off, else of its first message',
  type: 'text',
  needs: 'body',
  valueOf: ({ learned }) => learned.body ?? null,
};
