import type { Field } from '../field.ts';

export const assigneePresence: Field = {
  name: 'assignee.presence',
  says: 'Whether the agent who has it is online',
  type: 'choice',
  choices: ['online', 'break', 'offline'],
  needs: 'presence',
  valueOf: ({ learned }) => learned.presence ?? null,
};
