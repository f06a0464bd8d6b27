import * as z from 'zod';
import { setTags } from '../ticket/edit-ticket.ts';
import { actionKind } from './action-kind.ts';
import { Tags } from './tags.ts';

export const addTags = actionKind({
  type: 'addTags',
  says: 'Adds tags',
  schema: z.strictObject({ type: z.literal('addTags'), tags: Tags }),
  opens: true,
  needs: () => ['tickets.changeStatus'],
  act: (draft, { tags }) => setTags(draft, [...draft.ticket.tags, ...tags]),
});
