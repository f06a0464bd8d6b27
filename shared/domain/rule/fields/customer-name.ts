import type { Field } from '../field.ts';

export const customerName: Field = {
  name: 'customer.name',
  says: 'The name of the customer',
  type: 'text',
  valueOf: ({ ticket }) => ticket?.customer.name ?? null,
};
