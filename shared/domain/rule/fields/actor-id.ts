import type { Field } from '../field.ts';

export const actorId: Field = {
  name: 'actor.id',
  says: 'Who acts: the agent, customer or rule',
  type: 'text',
  valueOf: ({ actor }) => actor.id,
};
