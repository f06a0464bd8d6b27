import type { AccountStore } from '../account/account-store.ts';
import type { ChangeRequest } from '../account/audit-entry.ts';
import { KeptAlready } from '../account/kept-already.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import type { Ids } from '../ids.ts';
import { type Job, newJob } from '../job/job.ts';
import { startedEntryOf } from '../job/job-entries.ts';
import type { JobStore } from '../job/job-store.ts';
import { Refusal } from '../refusal.ts';
import type { ReplayOwner, ReplayRange, WebhookReplayWork } from './webhook-replay.ts';

interface StartingDesk {
  readonly jobs: Pick<JobStore, 'start'>;
  readonly accounts: AccountStore;
  readonly ids: Ids;
  readonly now: () => number;
}

interface Starting {
  readonly request: Pick<ChangeRequest, 'principal' | 'sourceIp'>;
  readonly of: ReplayOwner;
  readonly range: ReplayRange;
  readonly keep: (job: Job) => KeptAnswer | undefined;
}

/** Of a subscription or rule that is there. Refuses with `invalid` a range that ends before it begins. */
export async function startReplay(desk: StartingDesk, { request, of, range, keep }: Starting): Promise<Job> {
  const { principal, sourceIp } = request;
  if (range.from > range.to) {
    const errors = [{ path: 'to', message: 'Lies before `from`' }];
    throw new Refusal('invalid', 'The request has faults.', { errors });
  }
  const whole: WebhookReplayWork = { ...range, ...of };
  const { agentId, keyId } = principal;
  const at = toInstant(desk.now());
  const asked = { kind: 'webhookReplay', work: whole, askedBy: { agentId, keyId, sourceIp } };
  const job = newJob(asked, { ids: desk.ids, at });
  const { settings } = await desk.accounts.load();
  const audit = startedEntryOf(job, whole, { ids: desk.ids, retentionDays: settings.auditRetentionDays });
  if ((await desk.jobs.start(job, { audit, keep: keep(job) })) === 'kept-already') throw new KeptAlready();
  return job;
}
