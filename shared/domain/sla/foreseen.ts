import type { Instant } from '../business-time/instant.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { ToldTicket } from '../ticket/told-ticket.ts';
import { isOpenClock } from './clock.ts';
import type { SlaTargetKind } from './target-kind.ts';

export interface ForeseenBreach {
  readonly kind: SlaTargetKind;
  readonly dueAt: Instant;
}

/** What a ticket will breach unless something happens, the earliest first, and what access asks of it. */
export interface Foreseen extends ToldTicket, Pick<Ticket, 'departmentId' | 'assigneeId' | 'tags'> {
  readonly breaches: readonly ForeseenBreach[];
}

export function toForeseen({ id, version, departmentId, assigneeId, tags, clocks }: Ticket): Foreseen {
  const breaches = clocks.flatMap((clock): ForeseenBreach[] =>
    isOpenClock(clock) && clock.breachedAt === null && clock.dueAt !== null
      ? [{ kind: clock.kind, dueAt: clock.dueAt }]
      : [],
  );
  const earliestFirst = breaches.toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1));
  return { ticketId: id, version, isGone: false, departmentId, assigneeId, tags, breaches: earliestFirst };
}

/** What a saved change makes a ticket be expected to breach; null when nothing is, as before, or the same. */
export function toForeseenChange(before: Ticket | null, after: Ticket | null): Foreseen | null {
  const former = before === null ? null : toForeseen(before);
  const told =
    after === null ? former && { ...former, isGone: true as const, breaches: [] } : toForeseen(after);
  if (told === null || isAlike(former, told)) return null;
  return told;
}

function isAlike(former: Foreseen | null, told: Foreseen): boolean {
  if ((former?.breaches ?? []).length === 0 && told.breaches.length === 0) return true;
  return former !== null && contentOf(former) === contentOf(told);
}

const contentOf = ({ departmentId, assigneeId, tags, breaches }: Foreseen) =>
  JSON.stringify([departmentId, assigneeId, tags, breaches.map(({ kind, dueAt }) => [kind, dueAt])]);
