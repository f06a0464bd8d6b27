import { announceDepartment, announceMember } from './announce-department.ts';
import { announceDue } from './announce-due.ts';
import { announceEntry } from './announce-entry.ts';
import { announceJob } from './announce-job.ts';
import { announceLoad } from './announce-load.ts';
import { announceMergedCustomer } from './announce-merged-customer.ts';
import { announceTicket } from './announce-ticket.ts';
import { announceUnsent } from './announce-unsent.ts';
import { announceViewers } from './announce-viewers.ts';
import type { Announce, Announcement, AnnouncingContext, SavedChange } from './announcement.ts';

/** By the item's type; the stream's filter lets only these through. */
const announceByType: Readonly<Record<string, Announce>> = {
  entry: announceEntry,
  ticket: announceTicket,
  unsent: announceUnsent,
  viewers: announceViewers,
  purge: announceDue,
  departure: announceDue,
  errand: announceDue,
  job: announceJob,
  erasure: announceDue,
  mergedCustomer: announceMergedCustomer,
  delivery: announceDue,
  digest: announceDue,
  load: announceLoad,
  member: announceMember,
  department: announceDepartment,
};

/** What a saved change makes the rest of the system do. Pure, so a change that is told twice is announced alike. */
export function announcements(change: SavedChange, context: AnnouncingContext): Announcement[] {
  const { after } = change;
  if (after === null) return [];
  return announceByType[after.type]?.({ ...change, after }, context) ?? [];
}
