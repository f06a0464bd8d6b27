import type { RuleWork } from '#events/contracts/rule-work.ts';
import type { RuleDesk } from '#shared/domain/rule/rule-desk.ts';
import { runErrand, runRules } from '#shared/domain/rule/run-rules.ts';
import { runTimeRules } from '#shared/domain/rule/run-time-rules.ts';

/**
 * FIFO queue `automation`, one lane for each ticket. Receiving the same twice is harmless: what rules did for an event
 * was saved with its mark, an errand is gone with its effect, and a time rule that fired says so on the ticket.
 */
export async function automate(work: RuleWork, desk: RuleDesk): Promise<void> {
  if (work.kind === 'event') return runRules(desk, work.event);
  if (work.kind === 'moment') return runTimeRules(desk, work.ticketId);
  return runErrand(desk, { id: work.errandId, ticketId: work.ticketId });
}
