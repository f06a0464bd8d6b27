import { toEpochMs, toInstant } from '../business-time/instant.ts';
import { unsentSafetySeconds } from '../outbound/unsent.ts';
import { templateFor } from '../template/template-for.ts';
import type { TicketDraft } from './ticket-draft.ts';

/** Mails that are sent by themselves. */
export type AutomaticKind = 'ticketCreated' | 'resolved';

/** Puts an automatic mail into the lane of the conversation, where a template says what it says. */
export function tellCustomer(draft: TicketDraft, template: AutomaticKind): void {
  const { id, version, departmentId, customer } = draft.ticket;
  const { account, at } = draft.context;
  if (template === 'resolved' && account.settings.tellResolved === false) return;
  if (customer.email === null || templateFor(account, departmentId, template) === null) return;
  draft.send({
    lane: id,
    order: String(version).padStart(10, '0'),
    ticketId: id,
    what: { kind: 'automatic', template },
    attempts: 0,
    nextAt: toInstant(toEpochMs(at) + unsentSafetySeconds * 1000),
  });
}
