import type { Principal } from '../access/principal.ts';
import type { AccountStore } from '../account/account-store.ts';
import { toInstant } from '../business-time/instant.ts';
import { mayRead } from '../counting/count-department.ts';
import { Refusal } from '../refusal.ts';
import type { TicketIndex } from '../ticket/ticket-index.ts';
import { hasEnded, type Job, type JobError } from './job.ts';
import { kindOf } from './job-kinds.ts';
import type { JobStore } from './job-store.ts';

interface LookingDesk {
  readonly jobs: JobStore;
  readonly index: Pick<TicketIndex, 'getMany'>;
  readonly accounts: AccountStore;
}

/**
 * For who asked for it and who has its kind's permission; for others it is not there. Its errors name only tickets that
 * the reader sees.
 */
export async function getJob(desk: LookingDesk, principal: Principal, id: string): Promise<Job> {
  const job = await getOwnJob(desk, principal, id);
  return { ...job, errors: await visibleErrors(desk, principal, job.errors) };
}

/** It ends at its next step; one that has ended stays as it is. Refuses with `job-must-finish` what cannot be left half-done. */
export async function cancelJob(
  desk: LookingDesk & { readonly now: () => number },
  principal: Principal,
  id: string,
): Promise<Job> {
  const job = await getOwnJob(desk, principal, id);
  if (!kindOf(job).isCancellable) {
    throw new Refusal('job-must-finish', 'This job cannot be left half-done.');
  }
  if (!hasEnded(job)) {
    await desk.jobs.askToCancel(job.id, { by: principal.agentId, at: toInstant(desk.now()) });
  }
  return getJob(desk, principal, id);
}

async function getOwnJob({ jobs }: LookingDesk, principal: Principal, id: string): Promise<Job> {
  const job = await jobs.find(id);
  const isVisible =
    job !== undefined &&
    (job.askedBy.agentId === principal.agentId || principal.permissions.has(kindOf(job).permission));
  if (!isVisible) throw new Refusal('not-found', 'There is no such job.');
  return job;
}

async function visibleErrors(
  desk: LookingDesk,
  principal: Principal,
  errors: readonly JobError[],
): Promise<readonly JobError[]> {
  const named = errors.flatMap(({ ticketId }) => ticketId ?? []);
  if (named.length === 0) return errors;
  const [account, tickets] = await Promise.all([desk.accounts.load(), desk.index.getMany(named)]);
  return errors.map(({ ticketId, code }) => {
    const ticket = ticketId === null ? undefined : tickets.get(ticketId);
    const isSeen = ticket !== undefined && mayRead(principal, ticket, account);
    return { ticketId: isSeen ? ticketId : null, code };
  });
}
