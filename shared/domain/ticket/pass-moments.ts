import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import type { AgentId } from '../ids.ts';
import { type NoticeEvent, unsentSafetySeconds } from '../outbound/unsent.ts';
import type { SlaFact } from '../sla/clock.ts';
import { settleClocks } from '../sla/due-clocks.ts';
import { closesAt } from './ends-of-ticket.ts';
import { reopen, setStatus } from './receive-message.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import { type ChangeContext, TicketDraft } from './ticket-draft.ts';

/**
 * Does the first of what has become due: all warnings and breaches, the end of a postponement, the
 * end of a resolved ticket. What is
 * still due then is the next pass: a change of one kind never outgrows a transaction (100 writes), and each sees what
 * the one before left. Null when there is nothing to do, so a moment that is told twice, or too early, changes nothing.
 * @param told whom a warning or breach is told.
 */
export function passMoments(
  ticket: Ticket,
  told: readonly AgentId[],
  context: ChangeContext,
): TicketChange | null {
  const draft = TicketDraft.of(ticket, context);
  const isPassed = settle(draft, told) || wake(draft) || close(draft);
  const change = draft.finish();
  return isPassed || isOutdated(ticket, change, context.at) ? change : null;
}

function settle(draft: TicketDraft, told: readonly AgentId[]): boolean {
  const { clocks, facts } = settleClocks(draft.ticket.clocks, draft.context.at);
  if (facts.length === 0) return false;
  draft.settle(clocks, facts);
  for (const fact of facts) notify(draft, fact, told);
  return true;
}

/**
 * A due moment that led to nothing (its rule is gone) is written anew, else the sweep would find it for ever. One of a
 * time rule stays: rules run by themselves.
 */
function isOutdated(ticket: Ticket, { after }: TicketChange, at: Instant): boolean {
  return ticket.due !== null && ticket.due.at <= at && after.due?.at !== ticket.due.at;
}

function wake(draft: TicketDraft): boolean {
  const { postponed } = draft.ticket;
  if (postponed === null || postponed.until > draft.context.at) return false;
  reopen(draft, { to: postponed.wakesTo, since: postponed.until });
  return true;
}

/** By the setting as it is now: a longer time than when it was resolved gives it a later moment. */
function close(draft: TicketDraft): boolean {
  const { account, at } = draft.context;
  const moment = closesAt(draft.ticket, account.settings);
  if (moment === null || moment > at) return false;
  setStatus(draft, 'closed', { reason: 'auto-close' });
  return true;
}

/** A warning that comes no earlier than its breach is told by the breach. */
function notify(draft: TicketDraft, fact: SlaFact, told: readonly AgentId[]): void {
  const { at, ids } = draft.context;
  const isWarning = fact.type === 'warned' && (fact.clock.dueAt ?? at) > at;
  if (!isWarning && fact.type !== 'breached') return;
  const event: NoticeEvent = {
    kind: isWarning ? 'sla.warning' : 'sla.breached',
    clock: fact.clock.kind,
    dueAt: fact.clock.dueAt ?? at,
  };
  for (const agentId of told) {
    draft.send({
      lane: agentId,
      order: `${at}#${ids.next('ntc')}`,
      ticketId: draft.ticket.id,
      what: { kind: 'notice', agentId, event },
      attempts: 0,
      nextAt: toInstant(toEpochMs(at) + unsentSafetySeconds * 1000),
    });
  }
}
