import type { Field } from '../field.ts';

export const tags: Field = {
  name: 'tags',
  says: 'Its tags',
  type: 'texts',
  valueOf: ({ ticket }) => ticket?.tags ?? [],
};
