import * as z from 'zod';
import type { Principal } from '#shared/domain/access/principal.ts';
import { useUploads } from '#shared/domain/attachment/use-uploads.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { requireVerifiedSender } from '#shared/domain/outbound/sender.ts';
import { answerTicket, noteOnTicket, requireTaken } from '#shared/domain/ticket/answer-ticket.ts';
import { type AgentDecision, changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import type { MessageContent } from '#shared/domain/ticket/message-content.ts';
import { toMessageView } from '#shared/domain/ticket/message-view.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import type { Alongside } from '#shared/domain/ticket/ticket-store.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { toSafeHtml } from './safe-html.ts';
import { fileAddress, type TicketDesk } from './ticket-desk.ts';
import { AttachmentIds, Body, Html } from './ticket-inputs.ts';
import { MessageBody, TicketPath } from './ticket-schemas.ts';

const Writing = z.strictObject({
  type: z.enum(['reply', 'note']),
  body: Body,
  html: Html.nullable().optional(),
  attachmentIds: AttachmentIds.default([]),
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
    const { principal } = call;
    const content = await contentOf(call.body, principal, desk);
    const uploads = { ids: call.body.attachmentIds, uploaderId: principal.agentId as AgentId };
    const written: Written = { content, principal, uploads };
    const writtenIn = ({ messages }: TicketChange) =>
      toMessageView(messages[0] as (typeof messages)[0], fileAddress(desk));
    const { change } = await changeAsAgent(desk, call.params.ticketId, {
      request: { ...call, keep: (saved) => call.keep(201, writtenIn(saved)) },
      decision: content.type === 'note' ? noting(written) : replying(written, desk),
    });
    return answer(201, writtenIn(change as TicketChange));
  },
});

async function contentOf(
  { type, body, html, attachmentIds }: z.output<typeof Writing>,
  { agentId, name }: Principal,
  desk: TicketDesk,
): Promise<MessageContent> {
  const author = { kind: 'agent', id: agentId, name } as const;
  const attachments = await useUploads(desk, { ids: attachmentIds, uploaderId: agentId as AgentId });
  return { type, author, body, html: await toSafeHtml(html), attachments };
}

interface Written {
  readonly content: MessageContent;
  readonly principal: Principal;
  readonly uploads: NonNullable<Alongside['uploads']>;
}

function noting({ content, uploads }: Written): AgentDecision {
  return {
    permission: 'tickets.note',
    decide: (ticket, context) => noteOnTicket(ticket, content, context),
    alongside: () => ({ uploads }),
  };
}

/** Whoever answered is remembered at the customer, for affinity. */
function replying({ content, principal, uploads }: Written, desk: TicketDesk): AgentDecision {
  return {
    permission: 'tickets.reply',
    decide: (ticket, context) => {
      requireTaken(ticket, principal);
      requireVerifiedSender(context.account, ticket, desk.mailDomains);
      return answerTicket(ticket, content, context);
    },
    alongside: ({ after }) => ({
      uploads,
      acquainted: { customerId: after.customer.id, agentId: principal.agentId as AgentId },
    }),
  };
}
