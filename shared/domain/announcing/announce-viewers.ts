import type { Viewer, Viewers } from '../ticket/viewers.ts';
import { announceDue } from './announce-due.ts';
import { visitToRules } from './announce-to-rules.ts';
import type { Announce, Announcement, Visited } from './announcement.ts';

const isAmong = (viewers: readonly Viewer[], { agentId, since }: Viewer) =>
  viewers.some((one) => one.agentId === agentId && one.since === since);

const earlier = (one: string, other: string) => [one, other].sort()[0] ?? one;

/** Who came and who left; whoever fell silent left at the end of his time, however late that was seen. */
export const announceViewers: Announce = (change, context) => {
  const before = change.before === null ? [] : (change.before.data as Viewers).viewers;
  const { ticketId, departmentId, at, viewers: after } = change.after.data as Viewers;
  const visit = (kind: Visited['kind'], agentId: Viewer['agentId'], when: string): Announcement[] => {
    const visited = { kind, ticketId, departmentId, agentId, at: when };
    return [{ to: 'visits', visited }, ...visitToRules(visited, context)];
  };
  return [
    ...after
      .filter((viewer) => !isAmong(before, viewer))
      .flatMap(({ agentId, since }) => visit('agent.opened', agentId, since)),
    ...before
      .filter((viewer) => !isAmong(after, viewer))
      .flatMap(({ agentId, until }) => visit('agent.left', agentId, earlier(until, at))),
    ...announceDue(change, context),
  ];
};
