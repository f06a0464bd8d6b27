import { departmentDeletion } from '../department/department-deletion.ts';
import { timeRuleEntering } from '../rule/enter-time-rule.ts';
import { slaRecomputation } from '../sla/recomputation.ts';
import { webhookReplay } from '../webhook/webhook-replay.ts';
import { bulk } from './bulk.ts';
import type { Job } from './job.ts';
import type { JobKind } from './job-kind.ts';

/** By name; a new kind is a file, and a line here. */
const jobKinds: Readonly<Record<string, JobKind>> = {
  bulk,
  departmentDeletion,
  slaRecomputation,
  webhookReplay,
  timeRuleEntering,
};

export function kindOf({ kind }: Pick<Job, 'kind'>): JobKind {
  const found = jobKinds[kind];
  if (found === undefined) throw new Error(`there is no kind of job ${kind}`);
  return found;
}
