import type { Actor, EntryChange, EntryFacts } from './entry.ts';
import type { Ticket } from './ticket.ts';

/** What is counted of an entry: how its ticket is after it, and whose work it was. */
export function factsOf(ticket: Ticket, change: EntryChange, actor: Actor): EntryFacts {
  return {
    departmentId: ticket.departmentId,
    agentId: agentOf(ticket, change, actor),
    channel: ticket.channel,
    tags: ticket.tags,
    levelId: ticket.levelId,
    status: ticket.status,
    seconds: change.seconds ?? null,
    businessSeconds: change.businessSeconds ?? null,
  };
}

function agentOf({ assigneeId }: Ticket, { ofAgentId }: EntryChange, actor: Actor): string | null {
  if (ofAgentId !== undefined) return ofAgentId;
  return actor.kind === 'agent' ? actor.id : assigneeId;
}
