import type { Field } from '../field.ts';

export const customerGroup: Field = {
  name: 'customer.group',
  says: 'The group of the customer',
  type: 'text',
  needs: 'customer',
  valueOf: ({ learned }) => learned.customer?.group ?? null,
};
