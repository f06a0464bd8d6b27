import { levelOf } from '../account/account.ts';
import type { EntryChange } from '../ticket/entry.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { TicketChange } from '../ticket/ticket-change.ts';
import { type ChangeContext, TicketDraft } from '../ticket/ticket-draft.ts';
import type { SlaClock } from './clock.ts';

/**
 * The ticket's running and paused clocks from their original start, by level and calendar as they are now (behaviour.md
 * section 6). Null when they are so already: doing it twice changes nothing. What was breached stays breached, and what
 * a level promised that is gone stays promised.
 */
export function recomputeTicket(ticket: Ticket, context: ChangeContext): TicketChange | null {
  if (ticket.levelId !== null && levelOf(context.account, ticket.levelId) === null) return null;
  const recomputed = () => TicketDraft.of(ticket, context).clock({ type: 'levelChanged' });
  const { after } = recomputed().finish();
  const ofClocks = clockChanges(ticket, after);
  const changes = ofClocks.length === 0 ? importanceChange(ticket, after) : ofClocks;
  if (changes.length === 0) return null;
  const draft = recomputed();
  for (const change of changes) draft.log(change);
  return draft.finish();
}

const termsOf = ({ kind, levelId, targetMinutes, warnAt, dueAt }: SlaClock) => ({
  clock: kind,
  levelId,
  targetMinutes,
  warnAt,
  dueAt,
});

function clockChanges(before: Ticket, after: Ticket): EntryChange[] {
  return after.clocks.flatMap((clock): EntryChange[] => {
    const former = before.clocks.find(({ kind }) => kind === clock.kind);
    if (former === undefined) return [];
    const change = { before: termsOf(former), after: termsOf(clock) };
    const isSame = JSON.stringify(change.before) === JSON.stringify(change.after);
    return isSame && former.warnAtPercent === clock.warnAtPercent
      ? []
      : [{ kind: 'sla.recomputed', ...change }];
  });
}

/** Another calendar may move a ticket in To solve although nothing becomes due at another time. */
function importanceChange(before: Ticket, after: Ticket): EntryChange[] {
  if (before.importanceAt === after.importanceAt) return [];
  return [
    {
      kind: 'sla.recomputed',
      before: { importanceAt: before.importanceAt },
      after: { importanceAt: after.importanceAt },
    },
  ];
}
