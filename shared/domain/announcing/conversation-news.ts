import type { DepartmentId } from '../ids.ts';
import type { Entry } from '../ticket/entry.ts';
import type { TicketNews } from './announcement.ts';

type Step = 'started' | 'ended' | 'missed';

/** By the status while it runs and by the channel that it came by. */
const conversations = [
  { word: 'chat', running: 'chatting' },
  { word: 'call', running: 'calling' },
] as const;

/**
 * What a line of the timeline says of a chat or a call (behaviour.md sections 1 and 7): it started, it ended, or it was
 * missed, which is a ticket that is new because nobody took it. One that an agent splits off is no missed one.
 */
export function conversationNews(entry: Entry): TicketNews[] {
  const [before, after] = statusesOf(entry);
  if (before === after) return [];
  return conversations.flatMap(({ word, running }) => {
    const isMissed = after === 'new' && isUntaken(entry, word, before === running);
    const steps: Step[] = [
      ...(after === running ? (['started'] as const) : []),
      ...(before === running && !isMissed ? (['ended'] as const) : []),
      ...(isMissed ? (['missed'] as const) : []),
    ];
    return steps.map((step) => newsOf(entry, `${word}.${step}`));
  });
}

function statusesOf({ kind, before, after, facts }: Entry): readonly [unknown, unknown] {
  if (kind === 'ticket.created') return [null, facts.status];
  return kind === 'ticket.statusChanged' ? [before?.['status'], after?.['status']] : [null, null];
}

/** The setting of what follows a chat or call that was taken has no `new`. */
function isUntaken({ kind, actor, facts }: Entry, word: string, wasRunning: boolean): boolean {
  const channel: string = facts.channel;
  return wasRunning || (kind === 'ticket.created' && channel === word && actor.kind !== 'agent');
}

function newsOf({ ticketId, at, actor, chain = [], facts }: Entry, kind: TicketNews['kind']): TicketNews {
  const { departmentId, channel, agentId } = facts;
  return {
    kind,
    ticketId,
    departmentId: departmentId as DepartmentId,
    at,
    actor,
    chain,
    facts: { departmentId, channel, agentId },
  };
}
