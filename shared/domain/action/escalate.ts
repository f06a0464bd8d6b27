import * as z from 'zod';
import { escalate as raise } from '../ticket/escalate-ticket.ts';
import { actionKind } from './action-kind.ts';

export const escalate = actionKind({
  type: 'escalate',
  says: 'Raises its priority and hands it to whom its department escalates',
  schema: z.strictObject({ type: z.literal('escalate'), reason: z.string().trim().min(1).max(2000) }),
  opens: true,
  needs: () => ['tickets.escalate'],
  act: (draft, { reason }, { author }) => {
    raise(draft, { type: 'note', author, body: reason });
    return true;
  },
});
