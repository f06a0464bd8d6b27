import * as z from 'zod';
import { continueConversation } from '#shared/domain/inbound/continue-conversation.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { originsOfAllForms } from './allowed-origins.ts';
import { requireSpeech } from './customer-speech.ts';
import { findOwnTicket } from './find-own-ticket.ts';
import { Receipt } from './public-bodies.ts';
import type { PublicDesk } from './public-desk.ts';
import { openTicketTokens } from './ticket-token.ts';

export const writeToOwnTicket = operation({
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
    const ticket = await findOwnTicket(desk, call.params.code, call.token);
    requireSpeech(call.body.body);
    const tokenOf = await openTicketTokens(desk.keys);
    const change = await continueConversation(desk, ticket, {
      body: call.body.body,
      keep: ({ after }) => call.keep(201, { code: after.code, token: tokenOf(after.id) }),
    });
    return answer(201, { code: change.after.code, token: tokenOf(change.after.id) });
  },
});
