import { type Field, ownValue } from '../field.ts';

export const customFields: Field = {
  name: 'customFields.',
  says: 'A custom field, by its name',
  type: 'custom',
  nameOf: /^[\w.-]{1,100}$/,
  valueOf: ({ ticket }, { name }) => ownValue(ticket?.customFields, name),
};
