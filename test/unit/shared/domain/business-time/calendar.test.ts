import { describe, expect, it } from 'vitest';
import { Calendar } from '#shared/domain/business-time/calendar.ts';

const valid = {
  name: 'Office',
  timezone: 'Europe/Rome',
  weekly: { monday: [{ from: '09:00', to: '17:00' }] },
  holidays: [{ date: '2026-12-25', name: 'Christmas' }],
};

describe('Calendar', () => {
  it('reads the shape of the API as it is', () => {
    expect(Calendar.parse(valid)).toEqual(valid);
  });

  it('has no holidays unless told, and holidays need no name', () => {
    const { holidays: _, ...withoutHolidays } = valid;

    expect(Calendar.parse(withoutHolidays).holidays).toEqual([]);
    expect(Calendar.parse({ ...valid, holidays: [{ date: '2026-01-06' }] }).holidays).toEqual([
      { date: '2026-01-06', name: null },
    ]);
  });

  it.each(['UTC', 'Pacific/Apia', 'US/Eastern', 'Etc/GMT+5', 'America/Argentina/Buenos_Aires'])(
    'accepts the zone %s',
    (timezone) => {
      expect(Calendar.safeParse({ ...valid, timezone }).success).toBe(true);
    },
  );

  it.each([
    { from: '00:00', to: '24:00' },
    { from: '22:00', to: '06:00' },
    { from: '22:00', to: '00:00' },
  ])('accepts $from to $to', (interval) => {
    expect(Calendar.safeParse({ ...valid, weekly: { sunday: [interval] } }).success).toBe(true);
  });

  it.each([
    ['an unknown zone', { timezone: 'Europe/Atlantis' }, 'timezone'],
    ['a bare offset', { timezone: '+01:00' }, 'timezone'],
    ['an empty zone', { timezone: '' }, 'timezone'],
    ['a week without any open time', { weekly: {} }, 'weekly'],
    ['days without intervals', { weekly: { monday: [] } }, 'weekly'],
    ['a day that does not exist', { weekly: { ...valid.weekly, someday: [] } }, 'weekly'],
    ['a start at 24:00', { weekly: { monday: [{ from: '24:00', to: '06:00' }] } }, 'weekly.monday.0.from'],
    ['a time after the day', { weekly: { monday: [{ from: '09:00', to: '24:01' }] } }, 'weekly.monday.0.to'],
    ['a time without zero', { weekly: { monday: [{ from: '9:00', to: '17:00' }] } }, 'weekly.monday.0.from'],
    ['equal times', { weekly: { monday: [{ from: '09:00', to: '09:00' }] } }, 'weekly.monday.0.to'],
    ['a date that does not exist', { holidays: [{ date: '2026-02-29', name: 'x' }] }, 'holidays.0.date'],
    ['a field that it does not know', { colour: 'red' }, ''],
  ])('refuses %s', (_, change, path) => {
    const result = Calendar.safeParse({ ...valid, ...change });

    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });
});
