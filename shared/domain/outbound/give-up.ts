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

/** Final failure: the message says why, the timeline of its ticket that, and the next of the lane has its turn. */
export async function giveUp(desk: OutboundDesk, unsent: Unsent, failure: Failure): Promise<void> {
  const { what } = unsent;
  if (what.kind !== 'reply' || unsent.ticketId === null) {
    await desk.outbound.remove(unsent, { claims: [], delivery: null });
    return;
  }
  const place = { ticketId: unsent.ticketId, ticketVersion: what.ticketVersion };
  await changeTicket(desk, place, {
    actor: { kind: 'system', id: null },
    decide: ({ ticket }, context) =>
      ticket === undefined
        ? null
        : undelivered(ticket, { unsent, messageId: what.messageId, place, failure }, context),
  });
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
