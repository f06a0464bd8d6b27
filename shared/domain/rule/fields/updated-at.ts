import type { Field } from '../field.ts';

export const updatedAt: Field = {
  name: 'updatedAt',
  says: 'When it was changed last',
  type: 'instant',
  valueOf: ({ ticket }) => ticket?.updatedAt ?? null,
};
