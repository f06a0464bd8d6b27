import type { Settings } from '../account/settings.ts';
import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import { mergedInto } from './message-trail.ts';
import type { Ticket } from './ticket.ts';

type Standing = Pick<Ticket, 'status' | 'statusChangedAt'>;
type Days = Pick<Settings, 'autoCloseAfterDays' | 'deletedRetentionDays'>;

/** Days of 24 hours. */
const daysAfter = (at: Instant, days: number): Instant => toInstant(toEpochMs(at) + days * 24 * 3_600_000);

/** When a resolved ticket closes by itself; null for any other. */
export function closesAt({ status, statusChangedAt }: Standing, settings: Days): Instant | null {
  return status === 'resolved' ? daysAfter(statusChangedAt, settings.autoCloseAfterDays) : null;
}

/** When the content of a deleted ticket goes for good; null for any other. A merged one goes with its target. */
export function purgesAt(ticket: Standing & Pick<Ticket, 'links'>, settings: Days): Instant | null {
  if (ticket.status !== 'deleted' || mergedInto(ticket) !== undefined) return null;
  return daysAfter(ticket.statusChangedAt, settings.deletedRetentionDays);
}
