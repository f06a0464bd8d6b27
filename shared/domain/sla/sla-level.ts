import * as z from 'zod';
import { CalendarId, type LevelId } from '../ids.ts';

// Twenty years around the clock; a sum of a rule, and short enough to be told as an instant for any priority.
const TargetMinutes = z.int().min(1).max(10_512_000).nullable().default(null);

/**
 * A level of service in the shape that the API reads and writes, without id: targets in business minutes, null for
 * what is not promised, and the share of a target at which its warning comes (behaviour.md section 6).
 */
export const SlaLevel = z.strictObject({
  name: z.string().trim().min(1).max(100),
  businessHoursId: CalendarId.nullable().default(null),
  targetMinutes: z.strictObject({
    firstAnswer: TargetMinutes,
    nextAnswer: TargetMinutes,
    firstAssign: TargetMinutes,
    firstResolve: TargetMinutes,
    chatAnswer: TargetMinutes,
    callAnswer: TargetMinutes,
  }),
  warnAtPercent: z.int().min(1).max(100).default(80),
});
export type SlaLevel = z.infer<typeof SlaLevel>;

/** What a clock needs to know of its level. */
export type ClockLevel = Readonly<Pick<SlaLevel, 'targetMinutes' | 'warnAtPercent'>> & {
  readonly id: LevelId;
};
