import { isWaiting } from '../ticket/status.ts';
import type { Ticket } from '../ticket/ticket.ts';

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

/**
 * Where a ticket counts: at its department by its status, there too while it waits and nobody has it, and at its
 * assignee, under the department's name, while it waits for him (behaviour.md sections 2 and 4).
 */
function countsOf(ticket: Ticket | null): CountName[] {
  if (ticket === null) return [];
  const { departmentId, assigneeId, status } = ticket;
  const inStatus = { of: departmentId, name: status };
  if (!isWaiting(status)) return [inStatus];
  const waiting =
    assigneeId === null ? { of: departmentId, name: unassigned } : { of: assigneeId, name: departmentId };
  return [inStatus, waiting];
}

/** By how much a change of a ticket changes what is counted; nothing for most changes. Null: it was, or is, not there. */
export function countChanges(before: Ticket | null, after: Ticket | null): CountChange[] {
  return sumCounts([
    ...countsOf(before).map((count) => ({ ...count, by: -1 })),
    ...countsOf(after).map((count) => ({ ...count, by: 1 })),
  ]);
}

/** Each count once; what cancels out is left out. */
export function sumCounts(changes: readonly CountChange[]): CountChange[] {
  const byName = Map.groupBy(changes, ({ of, name }) => `${of} ${name}`);
  return [...byName.values()].flatMap((same) => {
    const by = same.reduce((sum, change) => sum + change.by, 0);
    return by === 0 ? [] : same.slice(0, 1).map((first) => ({ ...first, by }));
  });
}
