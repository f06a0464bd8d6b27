import { toTicketId } from '#shared/domain/ticket/code.ts';
import type { Operation } from '#shared/lambda/operation.ts';
import { Receipt, type TicketCode } from './public-bodies.ts';
import type { PublicDesk } from './public-desk.ts';
import { openTicketTokens } from './ticket-token.ts';

/**
 * Whoever wrote gets the ticket's token with its code. It is made on the way out, for a repeat too: what is kept of the
 * answer opens nothing.
 */
export function withToken(operation: Operation<PublicDesk>, description: string): Operation<PublicDesk> {
  return {
    ...operation,
    answers: { 201: { description, body: Receipt } },
    answer: async (request, desk) => {
      const told = await operation.answer(request, desk);
      const { code } = told.body as TicketCode;
      const tokenOf = await openTicketTokens(desk.keys);
      return { ...told, body: { code, token: tokenOf(toTicketId(code)) } };
    },
  };
}
