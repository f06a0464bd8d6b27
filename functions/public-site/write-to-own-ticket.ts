import * as z from 'zod';
import { continueConversation } from '#shared/domain/inbound/continue-conversation.ts';
import { parseCode, toTicketId } from '#shared/domain/ticket/code.ts';
import { answer } from '#shared/lambda/answer.ts';
import { type Operation, operation } from '#shared/lambda/operation.ts';
import { originsOfAllForms } from './allowed-origins.ts';
import { requireSpeech } from './customer-speech.ts';
import { findOwnTicket } from './find-own-ticket.ts';
import { TicketCode } from './public-bodies.ts';
import type { PublicDesk } from './public-desk.ts';
import { withToken } from './with-token.ts';

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
  answers: { 201: { description: 'The message is on the ticket', body: TicketCode } },
  perform: async (call, desk: PublicDesk) => {
    requireSpeech(call.body.body);
    const { after } = await continueConversation(desk, toTicketId(parseCode(call.params.code) ?? ''), {
      body: call.body.body,
      keep: (change) => call.keep(201, { code: change.after.code }),
    });
    return answer(201, { code: after.code });
  },
});

const tokened = withToken(writing, 'The message is on the ticket');

/** Asked before anything is told, also before the answer that a repeat would be given. */
export const writeToOwnTicket: Operation<PublicDesk> = {
  ...tokened,
  answer: async (request, desk) => {
    await findOwnTicket(desk, request.pathParams['code'] ?? '', request.token);
    return tokened.answer(request, desk);
  },
};
