import * as z from 'zod';
import { foldText } from '../fold-text.ts';
import { setTags } from '../ticket/edit-ticket.ts';
import { actionKind } from './action-kind.ts';
import { Tags } from './tags.ts';

/** Case and accents do not tell tags apart. */
export const removeTags = actionKind({
  type: 'removeTags',
  says: 'Takes tags away',
  schema: z.strictObject({ type: z.literal('removeTags'), tags: Tags }),
  opens: false,
  needs: () => ['tickets.changeStatus'],
  act: (draft, { tags }) => {
    const removed = new Set(tags.map(foldText));
    return setTags(
      draft,
      draft.ticket.tags.filter((tag) => !removed.has(foldText(tag))),
    );
  },
});
