import * as z from 'zod';
import { setPriority as set } from '../ticket/edit-ticket.ts';
import { priorities } from '../ticket/ticket.ts';
import { actionKind } from './action-kind.ts';

export const setPriority = actionKind({
  type: 'setPriority',
  says: 'Sets its priority',
  schema: z.strictObject({ type: z.literal('setPriority'), priority: z.enum(priorities) }),
  opens: false,
  needs: () => ['tickets.changeStatus'],
  act: (draft, { priority }) => set(draft, priority),
});
