import type { Field } from '../field.ts';

export const assigneeId: Field = {
  name: 'assigneeId',
  says: 'The agent who has it; null for nobody',
  type: 'id',
  refersTo: 'agent',
  valueOf: ({ ticket }) => ticket?.assigneeId ?? null,
};
