import { weekdays } from '#shared/domain/business-time/calendar.ts';
import { aCalendar, aroundTheClock, weeklyOf } from './calendars.ts';

export const office = aCalendar({ timezone: 'UTC' });
const nights = (timezone: string, from: string, to: string) =>
  aCalendar({ timezone, weekly: weeklyOf(weekdays, [{ from, to }]) });
const onlyTuesday = aCalendar({ timezone: 'UTC', weekly: { tuesday: [{ from: '09:00', to: '17:00' }] } });

/** Section 6 of behaviour.md, cases in which other systems went wrong, and what the clocks of the world do. */
export const vectors = [
  {
    what: 'Friday afternoon runs into Monday',
    calendar: office,
    at: '2026-03-06T16:00:00Z',
    minutes: 120,
    due: '2026-03-09T10:00',
  },
  {
    what: 'Friday 16:00 and an hour is Friday 17:00',
    calendar: office,
    at: '2026-03-06T16:00:00Z',
    minutes: 60,
    due: '2026-03-06T17:00',
  },
  {
    what: 'Saturday starts on Monday',
    calendar: office,
    at: '2026-03-07T12:00:00Z',
    minutes: 30,
    due: '2026-03-09T09:30',
  },
  {
    what: 'nothing is at once, also when closed',
    calendar: office,
    at: '2026-03-07T12:00:00Z',
    minutes: 0,
    due: '2026-03-07T12:00',
  },
  {
    what: 'two real hours in Rome over the spring change',
    calendar: aroundTheClock('Europe/Rome'),
    at: '2026-03-29T01:30:00+01:00',
    minutes: 120,
    due: '2026-03-29T02:30',
  },
  {
    what: '24 business hours in New York over the March change are 24 real ones',
    calendar: aroundTheClock('America/New_York'),
    at: '2026-03-07T17:00:00Z',
    minutes: 1_440,
    due: '2026-03-08T17:00',
  },
  {
    what: '24 business hours in New York over the November change are 24 real ones',
    calendar: aroundTheClock('America/New_York'),
    at: '2026-10-31T16:00:00Z',
    minutes: 1_440,
    due: '2026-11-01T16:00',
  },
  {
    what: 'only Tuesday is open, created on Wednesday, target 4 h',
    calendar: onlyTuesday,
    at: '2026-03-04T10:00:00Z',
    minutes: 240,
    due: '2026-03-10T13:00',
  },
  {
    what: '200 business hours, Mon–Fri 9–17',
    calendar: office,
    at: '2026-03-02T09:00:00Z',
    minutes: 12_000,
    due: '2026-04-03T17:00',
  },
  {
    what: '200 business hours on Tuesdays only',
    calendar: onlyTuesday,
    at: '2026-03-04T10:00:00Z',
    minutes: 12_000,
    due: '2026-08-25T17:00',
  },
  {
    what: 'an office day in Rome after the spring change starts an hour earlier in UTC',
    calendar: aCalendar(),
    at: '2026-03-27T15:30:00Z',
    minutes: 60,
    due: '2026-03-30T07:30',
  },
  {
    what: 'an interval that the clocks leave out does not count on that day',
    calendar: nights('Europe/Rome', '02:00', '03:00'),
    at: '2026-03-28T00:00:00Z',
    minutes: 90,
    due: '2026-03-30T00:30',
  },
  {
    what: 'an interval that the clocks repeat counts twice on that day',
    calendar: nights('Europe/Rome', '02:00', '03:00'),
    at: '2026-10-25T00:00:00Z',
    minutes: 120,
    due: '2026-10-25T02:00',
  },
  {
    what: 'a half of a repeated hour is open, closed and open again',
    calendar: nights('Europe/Rome', '02:00', '02:30'),
    at: '2026-10-25T00:00:00Z',
    minutes: 60,
    due: '2026-10-25T01:30',
  },
  {
    what: 'Lord Howe moves by half an hour',
    calendar: nights('Australia/Lord_Howe', '01:30', '02:30'),
    at: '2026-04-04T13:00:00Z',
    minutes: 90,
    due: '2026-04-04T16:00',
  },
  {
    what: 'Apia has no 30 December 2011',
    calendar: aCalendar({ timezone: 'Pacific/Apia' }),
    at: '2011-12-30T02:00:00Z',
    minutes: 120,
    due: '2012-01-01T20:00',
  },
  {
    what: 'a night belongs to the day on which it began',
    calendar: aCalendar({ timezone: 'UTC', weekly: { friday: [{ from: '22:00', to: '06:00' }] } }),
    at: '2026-03-07T05:00:00Z',
    minutes: 90,
    due: '2026-03-13T22:30',
  },
  {
    what: 'Sunday night runs into Monday',
    calendar: aCalendar({ timezone: 'UTC', weekly: { sunday: [{ from: '22:00', to: '02:00' }] } }),
    at: '2026-03-08T23:00:00Z',
    minutes: 120,
    due: '2026-03-09T01:00',
  },
  {
    what: 'overlapping intervals count once',
    calendar: aCalendar({
      timezone: 'UTC',
      weekly: {
        monday: [
          { from: '09:00', to: '13:00' },
          { from: '12:00', to: '14:00' },
        ],
      },
    }),
    at: '2026-03-09T09:00:00Z',
    minutes: 300,
    due: '2026-03-09T14:00',
  },
];
