import type { Field } from '../field.ts';

export const customerId: Field = {
  name: 'customer.id',
  says: 'The customer',
  type: 'text',
  valueOf: ({ ticket }) => ticket?.customer.id ?? null,
};
