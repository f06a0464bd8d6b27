import { isWaiting } from '../ticket/status.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { CountedTicket } from './counter-store.ts';

/** Something that is counted at a department or at an agent. */
export interface CountName {
  readonly of: string;
  readonly name: string;
}

export interface CountChange extends CountName {
  /** Never 0. */
  readonly by: number;
}

/** At a department: what waits there and nobody has. */
export const unassigned = 'unassigned';

/** At a custom status: what has it. */
export const labelled = 'labelled';

/**
 * Where a ticket counts: at its department by its status, there too while it waits and nobody has it, at its
 * assignee, under the department's name, while it waits for him (behaviour.md sections 2 and 4), and at its custom status.
 */
function countsOf({ departmentId, assigneeId, status, customStatusId }: Ticket): CountName[] {
  const inStatus = { of: departmentId, name: status };
  const waiting =
    assigneeId === null ? { of: departmentId, name: unassigned } : { of: assigneeId, name: departmentId };
  return [
    inStatus,
    ...(isWaiting(status) ? [waiting] : []),
    ...(customStatusId === null ? [] : [{ of: customStatusId, name: labelled }]),
  ];
}

export const toCounted = (ticket: Ticket): CountedTicket => ({
  ticketId: ticket.id,
  version: ticket.version,
  isGone: false,
  counts: countsOf(ticket),
});

/** What a saved change of a ticket is counted as; null when it counts where it did, as most changes do. */
export function toCountedChange(before: Ticket | null, after: Ticket | null): CountedTicket | null {
  if (after !== null) {
    const isMoved = before === null || countChanges(countsOf(before), countsOf(after)).length > 0;
    return isMoved ? toCounted(after) : null;
  }
  return before && { ticketId: before.id, version: before.version, isGone: true, counts: [] };
}

/** By how much counting something elsewhere changes what is counted. */
export function countChanges(before: readonly CountName[], after: readonly CountName[]): CountChange[] {
  return sumCounts([
    ...before.map((count) => ({ ...count, by: -1 })),
    ...after.map((count) => ({ ...count, by: 1 })),
  ]);
}

/** Each count once; what cancels out is left out. */
export function sumCounts(changes: readonly CountChange[]): CountChange[] {
  const byName = Map.groupBy(changes, ({ of, name }) => `${of} ${name}`);
  return [...byName.values()].flatMap((same) => {
    const by = same.reduce((sum, change) => sum + change.by, 0);
    return by === 0 ? [] : same.slice(0, 1).map(({ of, name }) => ({ of, name, by }));
  });
}
