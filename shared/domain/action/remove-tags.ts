import * as z from 'zod';
import { foldText } from '../fold-text.ts';
import { setTags } from '../ticket/edit-ticket.ts';
import { actionKind } from './action-kind.ts';
import { Tags } from './tags.ts';

/** Case and accents do not tell tags apart. */
export const removeTags = actionKind({
  type: 'removeTags',
  schema: z.strictObject({ type: z.literal('removeTags'), tags: Tags }),
  needs: () => ['tickets.changeStatus'],
  act: (draft, { tags }) => {
    const removed = new Set(tags.map(foldText));
    return setTags(
      draft,
      draft.ticket.tags.filter((tag) => !removed.has(foldText(tag))),
    );
  },
});
