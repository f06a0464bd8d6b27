import { describe, expect, it } from 'vitest';
import { holidaysOfIcal, withHolidays } from '#shared/domain/business-time/holidays-of-ical.ts';
import { aCalendar } from './calendars.ts';

const range = { from: '2026-01-01', to: '2028-12-31' };

const file = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const datesOf = (...lines: string[]) => holidaysOfIcal(file(lines), range).holidays.map(({ date }) => date);

describe('an event of an iCalendar file', () => {
  it.each([
    ['of one day', ['DTSTART;VALUE=DATE:20261225'], ['2026-12-25']],
    ['without the word that it is a date', ['DTSTART:20261225'], ['2026-12-25']],
    [
      'of two days, whose end is no holiday any more',
      ['DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261227'],
      ['2026-12-25', '2026-12-26'],
    ],
    [
      'over the end of a month, by its length',
      ['DTSTART;VALUE=DATE:20260131', 'DURATION:P2D'],
      ['2026-01-31', '2026-02-01'],
    ],
    ['of another time', ['DTSTART;VALUE=DATE:20201225'], []],
    [
      'that comes every year',
      ['DTSTART;VALUE=DATE:20200501', 'RRULE:FREQ=YEARLY'],
      ['2026-05-01', '2027-05-01', '2028-05-01'],
    ],
    [
      'that comes every other year',
      ['DTSTART;VALUE=DATE:20200501', 'RRULE:FREQ=YEARLY;INTERVAL=2'],
      ['2026-05-01', '2028-05-01'],
    ],
    [
      'that came three times',
      ['DTSTART;VALUE=DATE:20250501', 'RRULE:FREQ=YEARLY;COUNT=3'],
      ['2026-05-01', '2027-05-01'],
    ],
    [
      'that comes until a day',
      ['DTSTART;VALUE=DATE:20250501', 'RRULE:FREQ=YEARLY;UNTIL=20270501T000000Z'],
      ['2026-05-01', '2027-05-01'],
    ],
    ['on every 29 February', ['DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY'], ['2028-02-29']],
    [
      'on the fourth Thursday of November',
      ['DTSTART;VALUE=DATE:20251127', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'],
      ['2026-11-26', '2027-11-25', '2028-11-23'],
    ],
    [
      'on the last Monday of May',
      ['DTSTART;VALUE=DATE:20250526', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO'],
      ['2026-05-25', '2027-05-31', '2028-05-29'],
    ],
    [
      'on the Saturday between the 20th and the 26th',
      ['DTSTART;VALUE=DATE:20250621', 'RRULE:FREQ=YEARLY;BYMONTH=6;BYDAY=SA;BYMONTHDAY=20,21,22,23,24,25,26'],
      ['2026-06-20', '2027-06-26', '2028-06-24'],
    ],
    [
      'on the last day of two months',
      ['DTSTART;VALUE=DATE:20270228', 'RRULE:FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=-1'],
      ['2027-02-28', '2027-04-30', '2028-02-29', '2028-04-30'],
    ],
    [
      'with exceptions and additions',
      [
        'DTSTART;VALUE=DATE:20260501',
        'RRULE:FREQ=YEARLY',
        'EXDATE;VALUE=DATE:20270501',
        'RDATE;VALUE=DATE:20270503,20270504',
      ],
      ['2026-05-01', '2027-05-03', '2027-05-04', '2028-05-01'],
    ],
    ['that was cancelled', ['DTSTART;VALUE=DATE:20261225', 'STATUS:CANCELLED'], []],
  ])('%s', (_, lines, expected) => {
    expect(datesOf(...lines)).toEqual(expected);
  });

  it.each([
    ['not-a-whole-day', ['DTSTART:20261224T120000Z']],
    ['not-a-whole-day', ['DTSTART;VALUE=DATE:20260230']],
    ['not-a-whole-day', []],
    ['recurrence-not-understood', ['DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=WEEKLY']],
    ['recurrence-not-understood', ['DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=YEARLY;BYWEEKNO=20']],
    ['recurrence-not-understood', ['DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=YEARLY;BYMONTH=x']],
    ['recurrence-not-understood', ['DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=YEARLY;INTERVAL=0']],
    ['recurrence-not-understood', ['DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=YEARLY;BYDAY=20MO']],
    ['not-a-whole-day', ['DTSTART;VALUE=DATE:00010101', 'RRULE:FREQ=YEARLY']],
  ] as const)('is left out: %s %j', (reason, lines) => {
    expect(holidaysOfIcal(file([...lines, 'SUMMARY:Odd']), range)).toEqual({
      holidays: [],
      leftOut: [{ name: 'Odd', reason }],
    });
  });

  it.each([
    ['moved', ['DTSTART;VALUE=DATE:20270503'], ['2026-05-01', '2027-05-03', '2028-05-01']],
    ['cancelled', ['DTSTART;VALUE=DATE:20270501', 'STATUS:CANCELLED'], ['2026-05-01', '2028-05-01']],
    ['only renamed', ['DTSTART;VALUE=DATE:20270501'], ['2026-05-01', '2027-05-01', '2028-05-01']],
  ])('that recurs has days that are %s one by one', (_, lines, expected) => {
    const recurring = ['UID:a', 'DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=YEARLY'];
    const other = ['UID:b', 'DTSTART;VALUE=DATE:20270501', 'DTEND;VALUE=DATE:20270501', 'STATUS:CANCELLED'];
    const one = ['UID:a', 'RECURRENCE-ID;VALUE=DATE:20270501', ...lines];

    const { holidays } = holidaysOfIcal(file(one, recurring, other), range);

    expect(holidays.map(({ date }) => date)).toEqual(expected);
  });

  it('has its name without folds and escapes; alarms and other components have no say', () => {
    const event = [
      'SUMMARY;LANGUAGE="it:IT":Natale\\, fest',
      ' a\\nnazionale',
      'BEGIN:VALARM',
      'SUMMARY:Alarm',
      'DTSTART;VALUE=DATE:20260101',
      'END:VALARM',
      'DTSTART;VALUE=DATE:20261225',
    ];

    expect(holidaysOfIcal(`\uFEFF${file(event)}`, range).holidays).toEqual([
      { date: '2026-12-25', name: 'Natale, festa nazionale' },
    ]);
    expect(holidaysOfIcal(file(event).replaceAll('\r\n', '\n'), range).holidays).toHaveLength(1);
  });
});

describe('a file', () => {
  it.each(['', 'Christmas', 'BEGIN:VCARD\nEND:VCARD', '{}'])(
    'that is no iCalendar is refused: %j',
    (text) => {
      expect(() => holidaysOfIcal(text, range)).toThrow(expect.objectContaining({ code: 'invalid' }));
    },
  );

  it('of too many events is refused', () => {
    const many = Array.from({ length: 2_001 }, () => ['DTSTART;VALUE=DATE:20261225']);

    expect(() => holidaysOfIcal(file(...many), range)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  it('that would keep us busy is read in a moment', () => {
    const rule = `RRULE:FREQ=YEARLY;COUNT=9999;BYMONTH=${'1,2,3,4,5,6,7,8,9,10,11,12,'.repeat(2_000)}1;BYDAY=MO,TU,WE,TH,FR,SA,SU`;
    const startedMs = performance.now();

    holidaysOfIcal(file(['DTSTART;VALUE=DATE:19000101', rule]), range);
    holidaysOfIcal(`BEGIN:VCALENDAR\n${'"'.repeat(500_000)}\n${'\n '.repeat(500_000)}`, range);

    expect(performance.now() - startedMs).toBeLessThan(3_000);
  });
});

describe('a calendar', () => {
  it('takes over dates that it does not have', () => {
    const calendar = aCalendar({ holidays: [{ date: '2026-12-25', name: 'Ours' }] });
    const found = [
      { date: '2026-12-25', name: 'Theirs' },
      { date: '2026-01-01', name: 'New Year' },
    ];

    const imported = withHolidays(calendar, found);

    expect(imported.added).toBe(1);
    expect(imported.calendar.holidays).toEqual([
      { date: '2026-01-01', name: 'New Year' },
      { date: '2026-12-25', name: 'Ours' },
    ]);
    expect(withHolidays(imported.calendar, found).added).toBe(0);
  });
});
