import { describe, expect, it } from 'vitest';
import { toOccurrences } from '#infra/local/time/schedule-expression.ts';

const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString();

describe('a schedule', () => {
  it.each([
    ['rate(1 minute)', '2026-03-01T10:00:00Z', '2026-03-01T10:01:00.000Z', '2026-03-01T10:00:00.000Z'],
    ['rate(5 minutes)', '2026-03-01T10:02:30Z', '2026-03-01T10:05:00.000Z', '2026-03-01T10:00:00.000Z'],
    ['rate(1 hour)', '2026-03-01T10:02:30Z', '2026-03-01T11:00:00.000Z', '2026-03-01T10:00:00.000Z'],
    ['cron(0/15 * * * ? *)', '2026-03-01T10:02:30Z', '2026-03-01T10:15:00.000Z', '2026-03-01T10:00:00.000Z'],
    ['cron(30 3 * * ? *)', '2026-03-01T10:02:30Z', '2026-03-02T03:30:00.000Z', '2026-03-01T03:30:00.000Z'],
    [
      'cron(0 8 ? * MON-FRI *)',
      '2026-03-07T10:00:00Z',
      '2026-03-09T08:00:00.000Z',
      '2026-03-06T08:00:00.000Z',
    ],
    ['cron(0 0 1 1 ? *)', '2026-03-07T10:00:00Z', '2027-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
  ])('%s', (...[expression, moment, next, last]) => {
    const occurrences = toOccurrences(expression);
    expect(iso(occurrences.after(at(moment)))).toBe(next);
    expect(iso(occurrences.atOrBefore(at(moment)))).toBe(last);
  });

  it.each(['at(2026-01-01T00:00:00)', 'rate(1 fortnight)', 'cron(* * *)', 'cron(x * * * ? *)'])(
    'is refused as %s',
    (expression) => {
      expect(() => toOccurrences(expression)).toThrow();
    },
  );
});
