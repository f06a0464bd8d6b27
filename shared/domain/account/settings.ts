import * as z from 'zod';
import { CalendarId } from '../ids.ts';
import type { Kept } from './kept.ts';
import { Language } from './language.ts';
import { TimeZone } from './time-zone.ts';

const afterStatus = z.enum(['open', 'answered', 'resolved']);

/** Settings of the account (api.md, shapes). */
export const SettingsInput = z.strictObject({
  timezone: TimeZone,
  language: Language,
  businessHoursId: CalendarId.nullable(),
  reopenResolved: z.boolean(),
  autoCloseAfterDays: z.int().min(1).max(365),
  deletedRetentionDays: z.int().min(1).max(3650),
  auditRetentionDays: z.int().min(30).max(3650),
  toSolveOrder: z.enum(['importance', 'lastAgentFirst']),
  affinity: z.boolean(),
  afterChatStatus: afterStatus,
  afterCallStatus: afterStatus,
  automaticAnswersPerHour: z.int().min(0).max(100),
  /** Customers are told by mail that their ticket is resolved, unless it is resolved silently. */
  tellResolved: z.boolean().default(true),
  /** Below the answers of departments that have none of their own. */
  signature: z.string().trim().max(10_000).nullable().default(null),
});
export type SettingsInput = z.infer<typeof SettingsInput>;
export type Settings = Kept<'settings', SettingsInput>;

export const defaultSettings: SettingsInput = {
  timezone: 'UTC',
  language: 'en',
  businessHoursId: null,
  reopenResolved: true,
  autoCloseAfterDays: 5,
  deletedRetentionDays: 30,
  auditRetentionDays: 730,
  toSolveOrder: 'importance',
  affinity: true,
  afterChatStatus: 'resolved',
  afterCallStatus: 'resolved',
  automaticAnswersPerHour: 5,
  tellResolved: true,
  signature: null,
};
