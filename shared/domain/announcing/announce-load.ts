import type { Presence } from '../agent/presence.ts';
import { pushesTickets } from './announce-department.ts';
import { announceDue } from './announce-due.ts';
import { presenceToRules } from './announce-to-rules.ts';
import type { Announce, Announcement, AnnouncingContext } from './announcement.ts';

/** An agent came online, or has less to do: whatever waits in his departments may go to him now. */
export const announceLoad: Announce = (change, context) => {
  const before = change.before?.data as Presence | undefined;
  const after = change.after.data as Presence;
  const hasRoom = before === undefined || before.state !== 'online' || after.ticketLoad < before.ticketLoad;
  const departments = after.state === 'online' && hasRoom ? after.departmentIds : [];
  const wakes = departments
    .filter((departmentId) => pushesTickets(departmentId, context))
    .map((departmentId) => ({ to: 'routing', departmentId, ticketId: null }) as const);
  return [...wakes, ...presenceNews(before, after, context), ...announceDue(change, context)];
};

function presenceNews(
  before: Presence | undefined,
  { agentId, state, since }: Presence,
  context: AnnouncingContext,
): Announcement[] {
  if (before === undefined || before.state === state) return [];
  const presence = { agentId, before: before.state, after: state, at: since };
  return [{ to: 'presences', presence }, ...presenceToRules(presence, context)];
}
