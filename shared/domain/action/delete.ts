import * as z from 'zod';
import { moveStatus } from '../ticket/change-status.ts';
import { actionKind } from './action-kind.ts';

export const deletion = actionKind({
  type: 'delete',
  says: 'Deletes it',
  schema: z.strictObject({ type: z.literal('delete') }),
  opens: false,
  needs: () => ['tickets.delete'],
  act: (draft) => {
    if (draft.ticket.status === 'deleted') return false;
    moveStatus(draft, { status: 'deleted', until: null });
    return true;
  },
});
