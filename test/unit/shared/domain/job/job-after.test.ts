import { describe, expect, it } from 'vitest';
import { type Job, newJob, type Step } from '#shared/domain/job/job.ts';
import { jobAfter } from '#shared/domain/job/job-after.ts';
import { atMinute, countingIds } from '#test/support/builders.ts';

const askedBy = { agentId: 'agt_ada', keyId: 'key_ada', sourceIp: '192.0.2.1' };
const aJob = (changes: Partial<Job> = {}): Job => ({
  ...newJob({ kind: 'bulk', work: {}, askedBy }, { ids: countingIds(), at: atMinute(0) }),
  ...changes,
});
const stepped = (step: Step, isSliceOver = false, job = aJob()) =>
  jobAfter(job, step, { at: atMinute(1), isSliceOver });

describe('jobAfter', () => {
  it.each<[string, Step, boolean, Partial<Job>]>([
    ['goes on', { next: { to: 'go-on' } }, false, { state: 'running', step: 1, slice: 0, endedAt: null }],
    ['ends a slice', { next: { to: 'go-on' } }, true, { state: 'running', slice: 1, dueAt: atMinute(16) }],
    [
      'waits',
      { next: { to: 'wait', until: atMinute(2) } },
      false,
      { state: 'running', slice: 1, waitsUntil: atMinute(2), dueAt: atMinute(2) },
    ],
    [
      'ends',
      { next: { to: 'end', state: 'done' } },
      false,
      { state: 'done', endedAt: atMinute(1), dueAt: null },
    ],
    [
      'fails',
      { next: { to: 'end', state: 'failed', code: 'forbidden' } },
      false,
      { state: 'failed', failed: 0, errors: [{ ticketId: null, code: 'forbidden' }] },
    ],
  ])('%s', (...[, step, isSliceOver, expected]) => {
    expect(stepped(step, isSliceOver)).toMatchObject(expected);
  });

  it('counts what was gathered, done, refused and left', () => {
    const gathered = { page: 0, ticketIds: ['tkt_a', 'tkt_b', 'tkt_c', 'tkt_d'] as const };
    const first = stepped({ next: { to: 'go-on' }, gathered });
    const errors = [{ ticketId: 'tkt_c', code: 'forbidden' }] as const;

    const second = stepped({ next: { to: 'go-on' }, done: 2, left: 1, errors }, false, first);

    expect(second).toMatchObject({ total: 3, done: 2, failed: 1, errors, step: 2 });
  });

  it('keeps the position of a step that says none', () => {
    expect(stepped({ next: { to: 'go-on' } }, false, aJob({ position: { at: 1 } })).position).toEqual({
      at: 1,
    });
  });

  it('puts the error of the whole job first, where no others crowd it out', () => {
    const many = Array.from(
      { length: 100 },
      (_, at) => ({ ticketId: `tkt_${at}`, code: 'invalid' }) as const,
    );

    const { errors } = stepped(
      { next: { to: 'end', state: 'failed', code: 'forbidden' } },
      false,
      aJob({ errors: many }),
    );

    expect(errors).toHaveLength(100);
    expect(errors[0]).toEqual({ ticketId: null, code: 'forbidden' });
  });
});
