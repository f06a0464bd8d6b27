import type { Field } from '../field.ts';

export const customerCountry: Field = {
  name: 'customer.country',
  says: 'The country of the customer',
  type: 'text',
  needs: 'customer',
  valueOf: ({ learned }) => learned.customer?.country ?? null,
};
