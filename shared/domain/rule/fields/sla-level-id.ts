import type { Field } from '../field.ts';

export const slaLevelId: Field = {
  name: 'sla.levelId',
  says: 'Its SLA level',
  type: 'id',
  refersTo: 'level',
  valueOf: ({ ticket }) => ticket?.levelId ?? null,
};
