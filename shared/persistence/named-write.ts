import type { AuditEntry } from '#shared/domain/account/audit-entry.ts';
import type { KeptAnswer } from '#shared/domain/account/kept-answer.ts';
import { auditWrite } from './audit-writes.ts';
import { keptAnswerWrite } from './kept-answers.ts';
import { ConditionLost } from './lost-race.ts';
import type { Table } from './table.ts';
import type { Write } from './write.ts';

export interface NamedWrite<Outcome> {
  readonly write: Write;
  /** What it means when the condition of this write does not hold. */
  readonly otherwise: Outcome;
}

export function expecting<const Outcome extends string>(
  writes: readonly Write[],
  otherwise: Outcome,
): NamedWrite<Outcome>[] {
  return writes.map((write) => ({ write, otherwise }));
}

/** What tells a repeat stands first, because the first lost condition is told. */
export function recordWrites({
  audit,
  keep,
}: {
  readonly audit: AuditEntry;
  readonly keep?: KeptAnswer | undefined;
}): NamedWrite<'kept-already' | 'changed-meanwhile'>[] {
  const kept = keep === undefined ? [] : [keptAnswerWrite(keep)];
  return [...expecting(kept, 'kept-already'), ...expecting([auditWrite(audit)], 'changed-meanwhile')];
}

/** One transaction; says which write lost when one did. */
export async function commitNamed<Outcome>(
  table: Table,
  writes: readonly NamedWrite<Outcome>[],
  done: Outcome,
): Promise<Outcome> {
  try {
    await table.commit(writes.map(({ write }) => write));
    return done;
  } catch (error) {
    if (!(error instanceof ConditionLost)) throw error;
    const lost = writes[error.positions[0] ?? 0];
    if (lost === undefined) throw error;
    return lost.otherwise;
  }
}
