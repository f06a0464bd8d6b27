import { authorise } from '../access/authorise.ts';
import type { Desk } from '../desk.ts';
import type { TicketId } from '../ids.ts';
import { type AgentRequest, admit, changeTicket, type Seen } from './change-ticket.ts';
import { withMomentsMet } from './meet-moments.ts';
import { mergeTickets } from './merge-tickets.ts';
import type { Ticket } from './ticket.ts';

interface Asked {
  /** Each once. */
  readonly sourceIds: readonly TicketId[];
  readonly request: AgentRequest;
}

/**
 * An agent merges tickets into a target: all of them, or none. Whoever does not see one of them is told that it is not
 * there. A change of any of them meanwhile has it decided anew.
 */
export async function mergeAsAgent(
  desk: Desk,
  targetId: TicketId,
  { sourceIds, request }: Asked,
): Promise<Ticket> {
  const { principal } = request;
  const { ticket } = await changeTicket(desk, targetId, {
    actor: { kind: 'agent', id: principal.agentId },
    decide: async (found, context) => {
      const target = admit(request, 'tickets.merge', found);
      const sources = await findSources(desk, sourceIds, { request, account: found.account });
      const merge = mergeTickets(target, sources, context);
      const keep = await request.keep(merge.target);
      return { change: merge.target, alongside: { others: merge.sources, keep } };
    },
  });
  return ticket as Ticket;
}

async function findSources(
  desk: Desk,
  ids: readonly TicketId[],
  { request: { principal }, account }: Pick<Seen, 'account'> & Pick<Asked, 'request'>,
): Promise<Ticket[]> {
  const found = await desk.index.getMany(ids);
  const met = await Promise.all(ids.map((id) => withMomentsMet(desk, found.get(id))));
  return met.map((ticket) => {
    authorise(principal, 'tickets.merge', { kind: 'ticket', ticket, account });
    return ticket as Ticket;
  });
}
