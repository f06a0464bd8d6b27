import * as z from 'zod';
import { toEpochMs, toInstant } from '../business-time/instant.ts';
import { moveStatus } from '../ticket/change-status.ts';
import { ticketStatuses } from '../ticket/status.ts';
import { actionKind } from './action-kind.ts';

const schema = z
  .strictObject({
    type: z.literal('setStatus'),
    /** Nobody chats or calls because a rule says so. */
    status: z.enum(ticketStatuses).exclude(['chatting', 'calling']),
    until: z.iso.datetime({ offset: true }).nullable().default(null),
    /** Resolved without a mail to the customer. */
    silent: z.boolean().default(false),
  })
  .superRefine(({ status, until }, context) => {
    if ((status === 'postponed') === (until !== null)) return;
    const message = until === null ? 'says until when it is postponed' : 'is for `postponed` only';
    context.addIssue({ code: 'custom', path: ['until'], message });
  });

/** By the table of moves; a ticket that has the status already is left as it is. */
export const setStatus = actionKind({
  type: 'setStatus',
  says: 'Moves it to a status: postpone, resolve, spam and all others',
  schema,
  opens: false,
  needs: ({ status }) =>
    status === 'deleted' ? ['tickets.changeStatus', 'tickets.delete'] : ['tickets.changeStatus'],
  act: (draft, { status, until, silent }) => {
    if (draft.ticket.status === status && status !== 'postponed') return false;
    moveStatus(draft, { status, until: until && toInstant(toEpochMs(until)), silent });
    return true;
  },
});
