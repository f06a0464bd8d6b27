import { levelOf } from '../account/account.ts';
import type { LevelId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { TicketDraft } from './ticket-draft.ts';

/** Gives a ticket another SLA level, or none: its clocks are counted anew from their start (behaviour.md section 6). */
export function setLevel(draft: TicketDraft, levelId: LevelId | null): boolean {
  const { levelId: before } = draft.ticket;
  if (levelId === before) return false;
  if (levelId !== null && levelOf(draft.context.account, levelId) === null) {
    const errors = [{ path: 'levelId', message: 'names no SLA level' }];
    throw new Refusal('invalid', 'There is no such SLA level.', { errors });
  }
  draft
    .set({ levelId })
    .log({
      kind: 'ticket.fieldChanged',
      before: { levelId: before },
      after: { field: 'sla.levelId', levelId },
    })
    .clock({ type: 'levelChanged' });
  return true;
}
