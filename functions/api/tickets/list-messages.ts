import * as z from 'zod';
import { toMessageView } from '#shared/domain/ticket/message-view.ts';
import { answer } from '#shared/lambda/answer.ts';
import { cursorsOf } from '#shared/lambda/cursor.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { listVisibleMessages } from './list-visible-messages.ts';
import { fileAddress, type TicketDesk } from './ticket-desk.ts';
import { MessageBody, TicketPath } from './ticket-schemas.ts';

export const listMessages = operation({
  method: 'GET',
  path: '/v1/tickets/{ticketId}/messages',
  name: 'listMessages',
  summary: 'List the messages of a ticket, oldest first',
  permission: 'tickets.read',
  params: TicketPath,
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page of messages', body: pageOf(MessageBody) } },
  perform: async (call, desk: TicketDesk) => {
    const { ticketId } = call.params;
    const cursors = cursorsOf(z.string(), `listMessages ${ticketId}`, desk.keys);
    const after = call.query.cursor === undefined ? undefined : await cursors.open(call.query.cursor);
    const page = await listVisibleMessages(desk, call.principal, {
      ticketId,
      limit: call.query.limit,
      after,
    });
    const readsNotes = call.principal.permissions.has('tickets.readNotes');
    const items = page.items
      .filter((message) => readsNotes || message.type !== 'note')
      .map((message) => toMessageView(message, fileAddress(desk)));
    return answer(200, { items, nextCursor: page.next === undefined ? null : await cursors.seal(page.next) });
  },
});
