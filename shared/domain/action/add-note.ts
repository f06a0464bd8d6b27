import * as z from 'zod';
import { writeNote } from '../ticket/answer-ticket.ts';
import { actionKind } from './action-kind.ts';

export const addNote = actionKind({
  type: 'addNote',
  says: 'Writes an internal note',
  schema: z.strictObject({ type: z.literal('addNote'), body: z.string().min(1).max(10_000) }),
  opens: false,
  needs: () => ['tickets.note'],
  act: (draft, { body }, { author }) => {
    writeNote(draft, { type: 'note', author, body });
    return true;
  },
});
