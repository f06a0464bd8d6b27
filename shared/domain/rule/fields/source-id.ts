import type { Field } from '../field.ts';

export const sourceId: Field = {
  name: 'sourceId',
  says: 'The source that it came by',
  type: 'id',
  refersTo: 'source',
  valueOf: ({ ticket }) => ticket?.sourceId ?? null,
};
