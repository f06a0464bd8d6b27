import type { Entry } from '../ticket/entry.ts';
import { type ToldEntry, type ToldKind, toldKinds } from './tell-agents.ts';

const isTold = (kind: string): kind is ToldKind => toldKinds.some((told) => told === kind);

/** What agents may want to be told of an entry; null: nothing. Who takes a ticket himself knows that he has it. */
export function toldEntryOf({ id, kind, ticketId, at, actor, after }: Entry): ToldEntry | null {
  if (!isTold(kind)) return null;
  const byAgentId = actor.kind === 'agent' || actor.kind === 'apiKey' ? actor.id : null;
  const given = kind === 'ticket.assigned' ? after?.['assigneeId'] : null;
  const assigneeId = typeof given === 'string' ? given : null;
  const isToNobody = kind === 'ticket.assigned' && (assigneeId === null || assigneeId === byAgentId);
  return isToNobody ? null : { id, kind, ticketId, at, byAgentId, assigneeId };
}
