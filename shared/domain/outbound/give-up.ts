import type { MessageId } from '../ids.ts';
import { changeTicket, type Decided } from '../ticket/change-ticket.ts';
import type { MessagePlace } from '../ticket/conversation.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { type ChangeContext, TicketDraft } from '../ticket/ticket-draft.ts';
import type { OutboundDesk } from './send-lane.ts';
import type { Unsent } from './unsent.ts';

/** Why something will not be sent: a code for the timeline, the provider's words for the message. */
export interface Failure {
  readonly code: string;
  readonly reason: string;
}

/** Final failure: the message or the rule's entry says why, the timeline of its ticket that, and the next of the lane has its turn. */
export async function giveUp(desk: OutboundDesk, unsent: Unsent, failure: Failure): Promise<void> {
  const { what, ticketId } = unsent;
  if (ticketId === null || !(what.kind === 'reply' || what.kind === 'ruleMail')) {
    await desk.outbound.remove(unsent, { claims: [], delivery: null });
    return;
  }
  const which = { ticketId, ticketVersion: what.kind === 'reply' ? what.ticketVersion : null };
  const { ticket } = await changeTicket(desk, which, {
    actor: { kind: 'system', id: null },
    decide: ({ ticket: seen }, context) => {
      if (seen === undefined) return null;
      if (what.kind === 'reply') {
        const place = { ticketId, ticketVersion: what.ticketVersion };
        return undelivered(seen, { unsent, messageId: what.messageId, place, failure }, context);
      }
      return what.kind === 'ruleMail' ? failed(seen, { unsent, what, failure }, context) : null;
    },
  });
  if (ticket === undefined) await desk.outbound.remove(unsent, { claims: [], delivery: null });
}

interface Failed {
  readonly unsent: Unsent;
  readonly what: Extract<Unsent['what'], { kind: 'ruleMail' }>;
  readonly failure: Failure;
}

/** What a rule could not do for good (behaviour.md section 7). */
function failed(ticket: Ticket, { unsent, what, failure }: Failed, context: ChangeContext): Decided {
  const change = TicketDraft.of(ticket, context)
    .log({
      kind: 'rule.failed',
      ruleId: what.ruleId,
      reason: failure.code,
      after: { action: 'sendMail', attempts: unsent.attempts + 1 },
    })
    .finish();
  return { change, alongside: { sent: unsent } };
}

interface Undelivered {
  readonly unsent: Unsent;
  readonly messageId: MessageId;
  /** Where the message stands, whichever ticket reads it now. */
  readonly place: MessagePlace;
  readonly failure: Failure;
}

function undelivered(
  ticket: Ticket,
  { unsent, messageId, place, failure }: Undelivered,
  context: ChangeContext,
): Decided {
  const change = TicketDraft.of(ticket, context)
    .log({ kind: 'message.deliveryChanged', messageId, after: { state: 'failed' }, reason: failure.code })
    .finish();
  const changes = {
    state: 'failed' as const,
    attempts: unsent.attempts + 1,
    reason: failure.reason,
    at: context.at,
  };
  return { change, alongside: { sent: unsent, delivery: { ...place, changes } } };
}
