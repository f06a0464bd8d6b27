import { describe, expect, it } from 'vitest';
import type { SavedItem } from '#shared/domain/announcing/announcement.ts';
import { announcements } from '#shared/domain/announcing/announcements.ts';
import { type Job, newJob } from '#shared/domain/job/job.ts';
import { anAccount, atMinute, countingIds } from '#test/support/builders.ts';

const askedBy = { agentId: 'agt_ada', keyId: 'key_ada', sourceIp: '192.0.2.1' };
const first = newJob({ kind: 'bulk', work: {}, askedBy }, { ids: countingIds(), at: atMinute(0) });

function saved(changes: Partial<Job> = {}): SavedItem {
  const job = { ...first, ...changes };
  const due = job.dueAt === null ? {} : { dueAt: job.dueAt };
  return { pk: job.id, sk: 'JOB', type: 'job', data: job, ...due };
}
const announce = (before: SavedItem | null, after: SavedItem) =>
  announcements({ eventId: 'one', before, after }, { account: anAccount(), at: atMinute(0) });
const wake = (slice: number) => ({ to: 'jobs', jobId: first.id, slice });
const moment = { to: 'due', pk: first.id, sk: 'JOB', dueAt: atMinute(1) };

describe('announcements of a job', () => {
  it.each<[string, SavedItem | null, SavedItem, unknown[]]>([
    ['began', null, saved(), [wake(0)]],
    ['went on within its slice', saved(), saved({ step: 1, done: 50 }), []],
    ['ended a slice', saved({ step: 1 }), saved({ step: 2, slice: 1 }), [wake(1)]],
    ['was cancelled', saved({ slice: 3 }), saved({ slice: 3, cancelledBy: 'agt_bob' }), [wake(3)]],
    ['waits', saved(), saved({ slice: 1, waitsUntil: atMinute(1), dueAt: atMinute(1) }), [moment]],
    ['has ended', saved(), saved({ slice: 1, state: 'done', endedAt: atMinute(0), dueAt: null }), []],
    ['was looked after', saved(), saved({ dueAt: atMinute(30) }), []],
  ])('that %s', (...[, before, after, expected]) => {
    expect(announce(before, after)).toEqual(expected);
  });
});
