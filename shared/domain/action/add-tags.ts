import * as z from 'zod';
import { Refusal } from '../refusal.ts';
import { mostTags, setTags } from '../ticket/edit-ticket.ts';
import { actionKind } from './action-kind.ts';
import { Tags } from './tags.ts';

export const addTags = actionKind({
  type: 'addTags',
  says: 'Adds tags',
  schema: z.strictObject({ type: z.literal('addTags'), tags: Tags }),
  opens: true,
  needs: () => ['tickets.changeStatus'],
  act: (draft, { tags }) => {
    const wanted = new Set([...draft.ticket.tags, ...tags]);
    if (wanted.size > mostTags) throw new Refusal('too-large', `A ticket has at most ${mostTags} tags.`);
    return setTags(draft, [...wanted]);
  },
});
