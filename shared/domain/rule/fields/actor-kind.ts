import { actorKinds } from '../../ticket/entry.ts';
import type { Field } from '../field.ts';

export const actorKind: Field = {
  name: 'actor.kind',
  says: 'Who acts: what kind',
  type: 'choice',
  choices: actorKinds,
  valueOf: ({ actor }) => actor.kind,
};
