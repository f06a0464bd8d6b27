import { toInstant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import type { TicketId } from '../ids.ts';
import { changeTicket } from '../ticket/change-ticket.ts';
import { TicketDraft } from '../ticket/ticket-draft.ts';
import { type Delivery, withEnd } from './delivery.ts';
import type { DeliveryStore, EndpointRefusal } from './delivery-store.ts';
import { isOfAction } from './endpoint.ts';

/** Why nothing more is tried, for the timeline. */
type FailureCode =
  | EndpointRefusal
  | 'tries-used-up'
  | 'endpoint-is-left-alone'
  | 'endpoint-is-given-up'
  | 'subscription-switched-off';

interface Failure {
  readonly code: FailureCode;
  /** What the endpoint answered last; null: nobody asked it. */
  readonly reason: string | null;
}

interface FailingDesk extends Desk {
  readonly deliveries: Pick<DeliveryStore, 'save'>;
}

/**
 * Final failure. What a rule could not tell stands on the timeline of its ticket (behaviour.md section 7), put there in
 * the transaction that ends the delivery: whoever comes second ends nothing, and writes nothing.
 */
export async function failDelivery(desk: FailingDesk, delivery: Delivery, failure: Failure): Promise<void> {
  const { code } = failure;
  const reason = failure.reason ?? code;
  const ended = withEnd(delivery, { state: 'failed', reason }, toInstant(desk.now()));
  if (!isOfAction(ended) || ended.ticketId === null) return save(desk, ended);
  const { ruleId, tries } = ended;
  const which = { ticketId: ended.ticketId as TicketId, ticketVersion: null };
  const { ticket } = await changeTicket(desk, which, {
    actor: { kind: 'system', id: null },
    decide: ({ ticket: seen }, context) => {
      if (seen === undefined) return null;
      const after = { action: 'webhook', attempts: tries };
      const draft = TicketDraft.of(seen, context).log({ kind: 'rule.failed', ruleId, reason: code, after });
      return { change: draft.finish(), alongside: { called: ended } };
    },
  });
  if (ticket === undefined) await save(desk, ended);
}

async function save({ deliveries }: FailingDesk, ended: Delivery): Promise<void> {
  await deliveries.save(ended);
}
