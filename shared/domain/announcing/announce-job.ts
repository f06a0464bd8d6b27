import { hasEnded, type Job } from '../job/job.ts';
import { announceDue } from './announce-due.ts';
import type { Announce } from './announcement.ts';

/** A slice is to be run: the first, the one after another, or, for who wants it to end, the one at which it stands. */
export const announceJob: Announce = (change, context) => {
  const before = change.before?.data as Job | undefined;
  const after = change.after.data as Job;
  if (hasEnded(after)) return [];
  const isNext = before === undefined || before.slice !== after.slice;
  const isCancelled = before !== undefined && before.cancelledBy !== after.cancelledBy;
  const wakes = after.waitsUntil === null && (isNext || isCancelled);
  const wake = { to: 'jobs', jobId: after.id, slice: after.slice } as const;
  return [...(wakes ? [wake] : []), ...announceDue(change, context)];
};
