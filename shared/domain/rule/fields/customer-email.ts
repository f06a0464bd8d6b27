import type { Field } from '../field.ts';

export const customerEmail: Field = {
  name: 'customer.email',
  says: 'The mail address of the customer',
  type: 'text',
  valueOf: ({ ticket }) => ticket?.customer.email ?? null,
};
