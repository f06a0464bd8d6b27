import { everyChannel } from '../every-channel.ts';
import type { Field } from '../field.ts';

export const channel: Field = {
  name: 'channel',
  says: 'The channel that it came by',
  type: 'choice',
  choices: everyChannel,
  valueOf: ({ ticket }) => ticket?.channel ?? null,
};
