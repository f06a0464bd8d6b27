import type { Principal } from '#shared/domain/access/principal.ts';
import type { AgentRequest } from '#shared/domain/ticket/change-ticket.ts';
import { type ViewDesk, viewFor } from '#shared/domain/ticket/view-for.ts';
import type { CallFacts } from '#shared/lambda/call.ts';

type ChangingCall = Pick<CallFacts, 'ifMatch' | 'idempotency' | 'keep'> & { readonly principal: Principal };

/**
 * Who asks for a change, on which version, and how a repeat is answered: with the ticket as this change left it.
 * @param status of the answer.
 */
export function requestOf(call: ChangingCall, desk: ViewDesk, status = 200): AgentRequest {
  return {
    principal: call.principal,
    ifMatch: call.ifMatch,
    keep: async ({ after }) =>
      call.idempotency === null ? undefined : call.keep(status, await viewFor(desk, call.principal, after)),
  };
}
