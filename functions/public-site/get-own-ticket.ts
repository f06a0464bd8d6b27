import * as z from 'zod';
import { isForCustomer } from '#shared/domain/attachment/find-file.ts';
import { parseCode } from '#shared/domain/ticket/code.ts';
import type { Message } from '#shared/domain/ticket/message.ts';
import { type FileAddress, toAttachmentView } from '#shared/domain/ticket/message-view.ts';
import { listConversation } from '#shared/domain/ticket/read-conversation.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { originsOfAllForms } from './allowed-origins.ts';
import { findOwnTicket, refuseUnknownTicket } from './find-own-ticket.ts';
import { PublicTicket } from './public-bodies.ts';
import type { PublicDesk } from './public-desk.ts';

const pageSize = 100;
/** The beginning of a conversation; nobody reads further on a page. */
const mostMessages = 500;

export const getOwnTicket = operation({
  method: 'GET',
  path: '/public/tickets/{code}',
  name: 'getOwnTicket',
  summary: 'Read one’s own ticket',
  description: 'With the ticket’s token as bearer. A wrong code and a wrong token look the same.',
  access: 'public',
  params: z.strictObject({ code: z.string().max(60) }),
  cors: (_call, desk: PublicDesk) => originsOfAllForms(desk),
  answers: { 200: { description: 'The ticket as its customer sees it', body: PublicTicket } },
  perform: async ({ params, token }, desk: PublicDesk) => {
    const ticket = await findOwnTicket(desk, params.code, token);
    if (ticket.status === 'deleted') refuseUnknownTicket();
    const messages = await listMessages(desk, ticket);
    // Under the code that his token is for, whatever it was merged into.
    const own = `${desk.publicUrl}/public/tickets/${parseCode(params.code)}`;
    const addressOf = (id: string) => `${own}/attachments/${id}`;
    return answer(200, {
      code: ticket.code,
      subject: ticket.subject,
      status: shownStatus(ticket),
      createdAt: ticket.createdAt,
      lastMessageAt: ticket.lastMessageAt,
      messages: messages.filter(isForCustomer).map((message) => toPublicMessage(message, addressOf)),
    });
  },
});

/** What we think of his mail is ours alone. */
const shownStatus = ({ status, former }: Ticket) =>
  status === 'spam' ? (former.at(-1)?.status ?? status) : status;

async function listMessages(desk: PublicDesk, ticket: Ticket): Promise<Message[]> {
  const messages: Message[] = [];
  let after: string | undefined;
  do {
    const page = await listConversation(desk, ticket, { limit: pageSize, after });
    messages.push(...page.items);
    after = page.next;
  } while (after !== undefined && messages.length < mostMessages);
  return messages;
}

function toPublicMessage(message: Message, addressOf: FileAddress) {
  const { author, body, html, createdAt } = message;
  const kind = author.kind === 'agent' ? ('agent' as const) : ('customer' as const);
  const attachments = message.attachments.map((one) => toAttachmentView(one, addressOf));
  return { author: { kind, name: author.name }, body, html, attachments, createdAt };
}
