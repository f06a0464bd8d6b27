import * as z from 'zod';
import type { Principal } from '#shared/domain/access/principal.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { requireVerifiedSender } from '#shared/domain/outbound/sender.ts';
import { answerTicket, noteOnTicket, requireTaken } from '#shared/domain/ticket/answer-ticket.ts';
import { type AgentDecision, changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import type { MessageContent } from '#shared/domain/ticket/message-content.ts';
import { toMessageView } from '#shared/domain/ticket/message-view.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { toSafeHtml } from './safe-html.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { Body, Html } from './ticket-inputs.ts';
import { MessageBody, TicketPath } from './ticket-schemas.ts';

const Writing = z.strictObject({
  type: z.enum(['reply', 'note']),
  body: Body,
  html: Html.nullable().optional(),
});

export const writeMessage = operation({
  method: 'POST',
  path: '/v1/tickets/{ticketId}/messages',
  name: 'writeMessage',
  summary: 'Answer the customer, or write an internal note',
  description: 'A reply needs `tickets.reply`, a note `tickets.note`.',
  permission: 'anyone',
  repeatable: 'kept',
  params: TicketPath,
  body: Writing,
  answers: { 201: { description: 'The message', body: MessageBody } },
  perform: async (call, desk: TicketDesk) => {
    const content = await contentOf(call.body, call.principal);
    const { change } = await changeAsAgent(desk, call.params.ticketId, {
      request: { ...call, keep: (saved) => call.keep(201, writtenIn(saved)) },
      decision: content.type === 'note' ? noting(content) : replying(content, call.principal, desk),
    });
    return answer(201, writtenIn(change as TicketChange));
  },
});

async function contentOf(
  writing: z.output<typeof Writing>,
  { agentId, name }: Principal,
): Promise<MessageContent> {
  const html = await toSafeHtml(writing.html);
  return { type: writing.type, author: { kind: 'agent', id: agentId, name }, body: writing.body, html };
}

const writtenIn = ({ messages }: TicketChange) => toMessageView(messages[0] as (typeof messages)[0]);

function noting(content: MessageContent): AgentDecision {
  return {
    permission: 'tickets.note',
    decide: (ticket, context) => noteOnTicket(ticket, content, context),
  };
}

/** Whoever answered is remembered at the customer, for affinity. */
function replying(content: MessageContent, principal: Principal, desk: TicketDesk): AgentDecision {
  return {
    permission: 'tickets.reply',
    decide: (ticket, context) => {
      requireTaken(ticket, principal);
      requireVerifiedSender(context.account, ticket, desk.mailDomains);
      return answerTicket(ticket, content, context);
    },
    alongside: ({ after }) => ({
      acquainted: { customerId: after.customer.id, agentId: principal.agentId as AgentId },
    }),
  };
}
