import * as z from 'zod';
import { eventActionKind } from './rule-action-kind.ts';

export const stop = eventActionKind({
  type: 'stop',
  says: 'Lets no further rule run for this event',
  schema: z.strictObject({ type: z.literal('stop') }),
  opens: false,
  needs: () => [],
  act: () => 'stop',
});
