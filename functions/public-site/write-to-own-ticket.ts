import * as z from 'zod';
import { continueConversation } from '#shared/domain/inbound/continue-conversation.ts';
import { parseCode, toTicketId } from '#shared/domain/ticket/code.ts';
import { answer } from '#shared/lambda/answer.ts';
import { type Operation, operation } from '#shared/lambda/operation.ts';
import { originsOfAllForms } from './allowed-origins.ts';
import { requireSpeech } from './customer-speech.ts';
import { findOwnTicket } from './find-own-ticket.ts';
import { Receipt } from './public-bodies.ts';
import type { PublicDesk } from './public-desk.ts';
import { openTicketTokens } from './ticket-token.ts';

const writing = operation({
  method: 'POST',
  path: '/public/tickets/{code}/messages',
  name: 'writeToOwnTicket',
  summary: 'Write on one’s own ticket',
  description:
    'With the ticket’s token as bearer. The answer names the ticket that the message went to: a new one where resolved tickets stay resolved.',
  access: 'public',
  repeatable: 'kept',
  params: z.strictObject({ code: z.string().max(60) }),
  body: z.strictObject({ body: z.string() }),
  cors: (_call, desk: PublicDesk) => originsOfAllForms(desk),
  answers: { 201: { description: 'The message is on the ticket', body: Receipt } },
  perform: async (call, desk: PublicDesk) => {
    requireSpeech(call.body.body);
    const tokenOf = await openTicketTokens(desk.keys);
    const { after } = await continueConversation(desk, toTicketId(parseCode(call.params.code) ?? ''), {
      body: call.body.body,
      keep: (change) => call.keep(201, { code: change.after.code, token: tokenOf(change.after.id) }),
    });
    return answer(201, { code: after.code, token: tokenOf(after.id) });
  },
});

/** Asked before anything is told, also before the answer that a repeat would be given. */
export const writeToOwnTicket: Operation<PublicDesk> = {
  ...writing,
  answer: async (request, desk) => {
    await findOwnTicket(desk, request.pathParams['code'] ?? '', request.token);
    return writing.answer(request, desk);
  },
};
