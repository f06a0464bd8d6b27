import type { Field } from '../field.ts';

export const recipients: Field = {
  name: 'recipients',
  says: 'The addresses in To and Cc of the mail that set the rule off, else of its first',
  type: 'texts',
  needs: 'recipients',
  valueOf: ({ learned }) => learned.recipients ?? [],
};
