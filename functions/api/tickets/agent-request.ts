import type { Principal } from '#shared/domain/access/principal.ts';
import type { AgentRequest } from '#shared/domain/ticket/change-ticket.ts';
import { toTicketView } from '#shared/domain/ticket/ticket-view.ts';
import type { CallFacts } from '#shared/lambda/call.ts';

/** Who asks for a change, on which version, and how a repeat is answered: with the ticket as this change left it. */
export function requestOf(
  call: Pick<CallFacts, 'ifMatch' | 'keep' | 'sourceIp'> & { principal: Principal },
): AgentRequest {
  return {
    principal: call.principal,
    sourceIp: call.sourceIp,
    ifMatch: call.ifMatch,
    keep: ({ after }) => call.keep(200, toTicketView(after)),
  };
}
