import type { SlaLogRecord } from './sla-log.ts';
import { type SlaTargetKind, slaTargetKinds } from './target-kind.ts';

export const complianceGroups = ['level', 'department', 'agent'] as const;
export type ComplianceGroup = (typeof complianceGroups)[number];

export interface Compliance {
  readonly kept: number;
  readonly missed: number;
  /** Share of kept ones, to a hundredth; null without any. */
  readonly keptPct: number | null;
}

export interface GroupCompliance extends Compliance {
  /** Of the level, the department or the agent responsible; null for rows without one. */
  readonly id: string | null;
  /** Kinds of which a clock ended. */
  readonly byKind: Readonly<Partial<Record<SlaTargetKind, Compliance>>>;
}

const idOf: Readonly<Record<ComplianceGroup, (record: SlaLogRecord) => string | null>> = {
  level: ({ levelId }) => levelId,
  department: ({ departmentId }) => departmentId,
  agent: ({ responsibleAgentId }) => responsibleAgentId,
};

/** Counts kept and missed clocks row by row, so that it holds as little as it tells. */
export class ComplianceCount {
  readonly #groupBy: ComplianceGroup;
  readonly #counts = new Map<string | null, Map<SlaTargetKind, { kept: number; missed: number }>>();

  constructor(groupBy: ComplianceGroup) {
    this.#groupBy = groupBy;
  }

  add(record: SlaLogRecord): void {
    const id = idOf[this.#groupBy](record);
    const byKind = this.#counts.get(id) ?? new Map();
    const count = byKind.get(record.kind) ?? { kept: 0, missed: 0 };
    count[record.outcome] += 1;
    byKind.set(record.kind, count);
    this.#counts.set(id, byKind);
  }

  /** The group with the most clocks first. */
  toGroups(): GroupCompliance[] {
    return [...this.#counts]
      .map(([id, byKind]) => ({
        id,
        ...sumOf([...byKind.values()]),
        byKind: Object.fromEntries(
          slaTargetKinds.flatMap((kind) => {
            const count = byKind.get(kind);
            return count === undefined ? [] : [[kind, sumOf([count])]];
          }),
        ),
      }))
      .sort((one, other) => clocksOf(other) - clocksOf(one) || ((one.id ?? '') < (other.id ?? '') ? -1 : 1));
  }

  toTotal(): Compliance {
    return sumOf([...this.#counts.values()].flatMap((byKind) => [...byKind.values()]));
  }
}

const clocksOf = ({ kept, missed }: Compliance) => kept + missed;

function sumOf(counts: readonly { kept: number; missed: number }[]): Compliance {
  const kept = counts.reduce((sum, count) => sum + count.kept, 0);
  const missed = counts.reduce((sum, count) => sum + count.missed, 0);
  const all = kept + missed;
  return { kept, missed, keptPct: all === 0 ? null : Math.round((kept / all) * 10_000) / 100 };
}
