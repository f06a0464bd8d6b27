import * as z from 'zod';
import { Refusal } from '../refusal.ts';
import { mergeInto as merge } from '../ticket/merge-tickets.ts';
import { ticketActionKind } from './rule-action-kind.ts';

const TicketId = z.templateLiteral(['tkt_', z.string().max(60)]);

/** Ends the ticket in favour of another, or of what that was merged into since; nothing follows it. */
export const mergeInto = ticketActionKind({
  type: 'mergeInto',
  says: 'Merges it into another ticket; what comes after this action is not done',
  schema: z.strictObject({ type: z.literal('mergeInto'), ticketId: TicketId }),
  opens: true,
  needs: () => ['tickets.merge'],
  act: ({ draft, target, rule, changeBeside }) => {
    if (target === null) throw new Refusal('not-found', 'There is no such ticket to merge into.');
    if (target.id === draft.ticket.id) return false;
    changeBeside(merge(draft, target, { kind: 'rule', id: rule.id }));
    return 'end';
  },
});
