import type { Entry } from '../ticket/entry.ts';
import { entryToRules } from './announce-to-rules.ts';
import type { Announce } from './announcement.ts';

/** Lines of the timeline that stay inside. */
const inside: readonly Entry['kind'][] = [
  'note.added',
  'sla.ended',
  'sla.recomputed',
  'rule.applied',
  'rule.acted',
  'rule.stopped',
  'routing.decided',
  'ticket.purged',
  'ticket.erased',
  'ticket.linked',
  'ticket.escalated',
  'ticket.taken',
  'rating.invalidated',
];

export const announceEntry: Announce = ({ after }, context) => {
  const entry = after.data as Entry;
  return inside.includes(entry.kind) ? [] : [{ to: 'bus', entry }, ...entryToRules(entry, context)];
};
