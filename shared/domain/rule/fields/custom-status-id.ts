import type { Field } from '../field.ts';

export const customStatusId: Field = {
  name: 'customStatusId',
  says: 'The custom status on top of its status',
  type: 'id',
  refersTo: 'customStatus',
  valueOf: ({ ticket }) => ticket?.customStatusId ?? null,
};
