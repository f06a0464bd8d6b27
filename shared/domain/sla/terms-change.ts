import type { AuditEntry, ChangeRequest } from '../account/audit-entry.ts';
import { isAlike } from '../account/audit-entry.ts';
import type { ConfiguredKind, ConfiguredThings } from '../account/configuration.ts';
import type { Instant } from '../business-time/instant.ts';
import type { DepartmentId, Ids } from '../ids.ts';
import { type Job, newJob } from '../job/job.ts';
import { startedEntryOf } from '../job/job-entries.ts';
import { type EnteringWork, enteringAfter } from '../rule/enter-time-rule.ts';
import type { TimeRule } from '../rule/time-rule.ts';
import type { RecomputationWork } from './recomputation.ts';

/** One thing that became another. */
export interface TermsChange<Kind extends ConfiguredKind = ConfiguredKind> {
  readonly kind: Kind;
  readonly before: ConfiguredThings[Kind] | null;
  readonly after: ConfiguredThings[Kind] | null;
}

type TermsOf = { readonly [Kind in ConfiguredKind]?: (thing: ConfiguredThings[Kind]) => unknown };

/** What clocks are computed from, of each kind of thing that says something of it. */
const termsOf: TermsOf = {
  level: ({ targetMinutes, warnAtPercent, businessHoursId }) => [
    targetMinutes,
    warnAtPercent,
    businessHoursId,
  ],
  calendar: ({ timezone, weekly, holidays }) => [timezone, weekly, holidays.map(({ date }) => date)],
  department: ({ businessHoursId }) => businessHoursId,
  settings: ({ businessHoursId }) => businessHoursId,
};

/** Which clocks a change of the configuration moves; null: none. Nothing refers yet to what is new, or any more to what is gone. */
export function recomputationAfter({ kind, before, after }: TermsChange): RecomputationWork | null {
  const terms = termsOf[kind] as ((thing: object) => unknown) | undefined;
  if (terms === undefined || before === null || after === null) return null;
  if (isAlike({ terms: terms(before) }, { terms: terms(after) })) return null;
  return { departmentId: kind === 'department' ? (after.id as DepartmentId) : null };
}

interface Context {
  readonly ids: Ids;
  readonly at: Instant;
  readonly retentionDays: number;
}

type FollowingWork =
  | { readonly kind: 'slaRecomputation'; readonly work: RecomputationWork }
  | { readonly kind: 'timeRuleEntering'; readonly work: EnteringWork };

function workOf(change: TermsChange): FollowingWork | null {
  if (change.kind === 'timeRule') {
    const work = enteringAfter(change.before as TimeRule | null, change.after as TimeRule | null);
    return work && { kind: 'timeRuleEntering', work };
  }
  const work = recomputationAfter(change);
  return work && { kind: 'slaRecomputation', work };
}

/** The job that follows from a change, with the entry that tells of it; undefined when there is nothing to do. */
export function workAfter(
  change: TermsChange,
  { principal, sourceIp }: Pick<ChangeRequest, 'principal' | 'sourceIp'>,
  { ids, at, retentionDays }: Context,
): { readonly job: Job; readonly audit: AuditEntry } | undefined {
  const following = workOf(change);
  if (following === null) return undefined;
  const { agentId, keyId } = principal;
  const job = newJob<object>({ ...following, askedBy: { agentId, keyId, sourceIp } }, { ids, at });
  const told = { changed: change.after?.id, ...following.work };
  return { job, audit: startedEntryOf(job, told, { ids, retentionDays }) };
}
