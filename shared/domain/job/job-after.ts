import type { Instant } from '../business-time/instant.ts';
import { hasEnded, type Job, type JobError, type Next, type Step, safetyAfter } from './job.ts';

/** The first errors tell what is wrong; all of them could outgrow an item of the table. */
const mostErrors = 100;

/**
 * The job after a step. Counts hold however often a step is tried, because a step is saved with where the next begins.
 * @param isSliceOver the next step belongs to another slice.
 */
export function jobAfter(
  job: Job,
  step: Step,
  { at, isSliceOver }: { at: Instant; isSliceOver: boolean },
): Job {
  const { next, done = 0, left = 0, errors = [] } = step;
  const counted = {
    done: job.done + done,
    failed: job.failed + errors.filter(({ ticketId }) => ticketId !== null).length,
    total: job.total + (step.gathered?.ticketIds.length ?? 0) - left,
  };
  const state = next.to === 'end' ? next.state : 'running';
  const endsSlice = isSliceOver || next.to !== 'go-on';
  const waitsUntil = next.to === 'wait' ? next.until : null;
  return {
    ...job,
    ...counted,
    version: job.version + 1,
    updatedAt: at,
    state,
    errors: [...wholeError(next), ...job.errors, ...errors].slice(0, mostErrors),
    endedAt: hasEnded({ state }) ? at : null,
    position: step.position ?? job.position,
    step: job.step + 1,
    slice: job.slice + (endsSlice ? 1 : 0),
    waitsUntil,
    dueAt: hasEnded({ state }) ? null : (waitsUntil ?? safetyAfter(at)),
  };
}

function wholeError(next: Next): JobError[] {
  return next.to === 'end' && next.state === 'failed' ? [{ ticketId: null, code: next.code }] : [];
}
