import { type Field, ownValue } from '../field.ts';

export const customerFields: Field = {
  name: 'customer.fields.',
  says: 'A field of the customer, by its name',
  type: 'custom',
  needs: 'customer',
  nameOf: /^[\p{L}\d_][\p{L}\d_ .-]{0,99}$/u,
  valueOf: ({ learned }, { name }) => ownValue(learned.customer?.fields, name),
};
