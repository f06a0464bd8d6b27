import type { Field } from '../field.ts';

export const createdAt: Field = {
  name: 'createdAt',
  says: 'When it was made',
  type: 'instant',
  valueOf: ({ ticket }) => ticket?.createdAt ?? null,
};
