import type { Field } from '../field.ts';

export const departmentId: Field = {
  name: 'departmentId',
  says: 'Its department',
  type: 'id',
  refersTo: 'department',
  valueOf: ({ departmentId }) => departmentId,
};
