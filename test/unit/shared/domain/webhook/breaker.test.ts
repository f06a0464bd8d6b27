import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  afterSuccess,
  type Breaker,
  closedBreaker,
  isBeyondHope,
  passageOf,
  stateOf,
  withProbe,
} from '#shared/domain/webhook/breaker.ts';
import { atMinute } from '#test/support/builders.ts';

const closed = closedBreaker(atMinute(0));
/** So many failures in a row, a minute apart. */
const failed = (times: number, breaker: Breaker = closed) =>
  Array.from({ length: times }).reduce<Breaker>(
    (before, _, minute) => afterFailure(before, { at: atMinute(minute), wasProbe: false }),
    breaker,
  );
const open = failed(5);
const until = (breaker: Breaker) => breaker.openUntil;

describe('a breaker', () => {
  it('stays closed for four failures, and opens for a minute with the fifth', () => {
    expect(passageOf(failed(4), atMinute(4))).toEqual({ kind: 'call' });

    expect(stateOf(open, atMinute(4))).toBe('open');
    expect(passageOf(open, atMinute(4.5))).toEqual({ kind: 'wait', until: atMinute(5) });
  });

  it('forgets what failed once a call went well', () => {
    expect(afterSuccess(failed(4))).toEqual({ ...closed, version: 5 });
    expect(stateOf(afterSuccess(open), atMinute(4))).toBe('closed');
  });

  it('lets one call through after its pause, for which the others wait', () => {
    expect(passageOf(open, atMinute(5))).toEqual({ kind: 'probe' });

    const probing = withProbe(open, atMinute(5));
    expect(stateOf(probing, atMinute(5.5))).toBe('halfOpen');
    expect(passageOf(probing, atMinute(5.5))).toEqual({ kind: 'wait', until: atMinute(6) });
    expect(stateOf(afterSuccess(probing), atMinute(5.5))).toBe('closed');
  });

  it('has another probe after one of which nobody heard', () => {
    expect(passageOf(withProbe(open, atMinute(5)), atMinute(6))).toEqual({ kind: 'probe' });
  });

  it('stays open twice as long each time, up to half an hour', () => {
    const minutes: string[] = [];
    let breaker = open;
    for (let times = 0; times < 7; times++) {
      breaker = afterFailure(withProbe(breaker, atMinute(100)), { at: atMinute(100), wasProbe: true });
      minutes.push(until(breaker) ?? '');
    }
    expect(minutes).toEqual([102, 104, 108, 116, 130, 130, 130].map(atMinute));
  });

  it('is not kept open by calls that were under way when it opened', () => {
    const after = afterFailure(open, { at: atMinute(4.9), wasProbe: false });

    expect(until(after)).toBe(until(open));
    expect(after.failures).toBe(6);
  });

  it.each([
    ['three days, ten times', { times: 10, minute: 3 * 24 * 60, isHopeless: true }],
    ['three days, seldom', { times: 9, minute: 3 * 24 * 60, isHopeless: false }],
    ['less, and often', { times: 500, minute: 3 * 24 * 60 - 1, isHopeless: false }],
    ['no time', { times: 0, minute: 9_999, isHopeless: false }],
  ])('knows what is beyond hope: failing for %s', (_, { times, minute, isHopeless }) => {
    expect(isBeyondHope(failed(times), atMinute(minute))).toBe(isHopeless);
  });
});
