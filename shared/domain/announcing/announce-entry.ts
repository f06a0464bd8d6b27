import type { Entry } from '../ticket/entry.ts';
import { entryToRules, tellNews } from './announce-to-rules.ts';
import type { Announce } from './announcement.ts';
import { conversationNews } from './conversation-news.ts';

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
  if (inside.includes(entry.kind)) return [];
  return [
    { to: 'bus', entry },
    ...entryToRules(entry, context),
    ...tellNews(conversationNews(entry), context),
  ];
};
