import type { Entry } from '../ticket/entry.ts';
import { type ToldEntry, type ToldKind, toldKinds } from './tell-agents.ts';

const isTold = (kind: string): kind is ToldKind => toldKinds.some((told) => told === kind);

/** What agents may want to be told of an entry; null: nothing, as for most messages of most tickets. */
export function toldEntryOf(entry: Entry): ToldEntry | null {
  const { id, kind, ticketId, at } = entry;
  if (!isTold(kind)) return null;
  const [byAgentId, assigneeId] = [agentBehind(entry), givenTo(entry)];
  return isForNobody(entry, byAgentId, assigneeId) ? null : { id, kind, ticketId, at, byAgentId, assigneeId };
}

const agentBehind = ({ actor }: Entry): string | null =>
  actor.kind === 'agent' || actor.kind === 'apiKey' ? actor.id : null;

function givenTo({ kind, after }: Entry): string | null {
  const given = kind === 'ticket.assigned' ? after?.['assigneeId'] : null;
  return typeof given === 'string' ? given : null;
}

/**
 * Who takes a ticket himself knows that he has it; a message of a ticket that nobody has is told to nobody, nor is the one
 * with which a ticket begins.
 */
function isForNobody({ kind, facts, ticketVersion }: Entry, by: string | null, assigneeId: string | null) {
  if (kind === 'ticket.assigned') return assigneeId === null || assigneeId === by;
  return kind === 'message.received' && (facts.agentId === null || ticketVersion === 1);
}
