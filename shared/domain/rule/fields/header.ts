import type { Field } from '../field.ts';

export const header: Field = {
  name: 'header.',
  says: 'A header of the mail that set the rule off, else of its first, by its name',
  type: 'texts',
  needs: 'headers',
  nameOf: /^[!-9;-~]{1,100}$/,
  valueOf: ({ learned }, { name }) => learned.headers?.get(name.toLowerCase()) ?? [],
};
