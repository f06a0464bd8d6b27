import type { Field } from '../field.ts';

export const customerDomain: Field = {
  name: 'customer.domain',
  says: 'What stands behind the @ of the mail address of the customer',
  type: 'text',
  valueOf: ({ ticket }) => ticket?.customer.email?.split('@').at(-1) ?? null,
};
