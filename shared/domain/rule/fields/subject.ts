import type { Field } from '../field.ts';

export const subject: Field = {
  name: 'subject',
  says: 'Its subject',
  type: 'text',
  valueOf: ({ ticket }) => ticket?.subject ?? null,
};
