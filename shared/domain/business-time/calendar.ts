import * as z from 'zod';
import { isTimeZone } from './time-zone.ts';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const wallTime = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const wallTimeOrMidnight = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

/**
 * Wall-clock times "HH:MM". `to` is the first minute that is closed again and may be "24:00"; `to` before `from`
 * runs over midnight, and the part after midnight belongs to the day on which the interval began.
 * Equal times are refused: whether they mean nothing or a whole day cannot be told.
 */
export const OpenInterval = z
  .strictObject({
    from: z.string().regex(wallTime, 'must be a time from 00:00 to 23:59'),
    to: z.string().regex(wallTimeOrMidnight, 'must be a time from 00:00 to 24:00'),
  })
  .refine((interval) => interval.from !== interval.to, {
    path: ['to'],
    message: 'must differ from "from"; a whole day is 00:00 to 24:00',
  });
export type OpenInterval = z.infer<typeof OpenInterval>;

// No limit of the domain: a day has no more minutes than this, and an item of the table 400 KB.
const OpenIntervals = z.array(OpenInterval).max(1_440);

const Weekly = z
  .strictObject({
    monday: OpenIntervals.optional(),
    tuesday: OpenIntervals.optional(),
    wednesday: OpenIntervals.optional(),
    thursday: OpenIntervals.optional(),
    friday: OpenIntervals.optional(),
    saturday: OpenIntervals.optional(),
    sunday: OpenIntervals.optional(),
  })
  .refine((weekly) => weekdays.some((weekday) => (weekly[weekday] ?? []).length > 0), {
    message: 'must have at least one open interval',
  });

/**
 * One set of business hours (behaviour.md section 6), in the shape that the API reads and writes, without id.
 * Times are wall-clock times in `timezone`, any IANA zone; overlapping intervals count once. A holiday takes away
 * every interval that begins on its local date, with the part after midnight, and nothing that began the day before.
 * A week without any open time is refused; holidays may close as many years as they like.
 */
export const Calendar = z.strictObject({
  name: z.string().trim().min(1).max(200),
  timezone: z.string().max(100).refine(isTimeZone, 'must be an IANA time zone'),
  weekly: Weekly,
  holidays: z
    .array(z.strictObject({ date: z.iso.date(), name: z.string().max(200).nullable().default(null) }))
    .max(2_000)
    .default([]),
});
export type Calendar = z.infer<typeof Calendar>;

const wholeDay: OpenInterval[] = [{ from: '00:00', to: '24:00' }];

/** Every minute is a business minute. */
export const alwaysOpenCalendar: Calendar = {
  name: 'Always open',
  timezone: 'UTC',
  weekly: {
    monday: wholeDay,
    tuesday: wholeDay,
    wednesday: wholeDay,
    thursday: wholeDay,
    friday: wholeDay,
    saturday: wholeDay,
    sunday: wholeDay,
  },
  holidays: [],
};
