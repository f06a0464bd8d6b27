import * as z from 'zod';
import { authorise } from '#shared/domain/access/authorise.ts';
import type { Principal } from '#shared/domain/access/principal.ts';
import type { Account } from '#shared/domain/account/account.ts';
import { useUploads } from '#shared/domain/attachment/use-uploads.ts';
import { CustomerInput } from '#shared/domain/customer/customer.ts';
import { type AgentId, DepartmentId, defaultDepartmentId, SourceId } from '#shared/domain/ids.ts';
import { openConversation } from '#shared/domain/inbound/open-conversation.ts';
import { requireVerifiedSender } from '#shared/domain/outbound/sender.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { requireCustomFields } from '#shared/domain/ticket/custom-field.ts';
import type { MessageContent } from '#shared/domain/ticket/message-content.ts';
import type { Opening } from '#shared/domain/ticket/open-ticket.ts';
import { priorities, type Ticket } from '#shared/domain/ticket/ticket.ts';
import { TicketBody } from '#shared/domain/ticket/ticket-body.ts';
import { toTicketView } from '#shared/domain/ticket/ticket-view.ts';
import type { VisibleTickets } from '#shared/domain/ticket/visible-links.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { toSafeHtml } from './safe-html.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { AttachmentIds, Body, CustomFields, Html, Subject, Tags } from './ticket-inputs.ts';

const NewTicket = z.strictObject({
  subject: Subject,
  body: Body,
  html: Html.nullable().default(null),
  customer: CustomerInput,
  departmentId: DepartmentId.optional(),
  sourceId: SourceId.optional(),
  outgoing: z.boolean().default(false),
  priority: z.enum(priorities).optional(),
  tags: Tags.default([]),
  customFields: CustomFields.default({}),
  channel: z.literal('api').default('api'),
  attachmentIds: AttachmentIds.default([]),
});
type NewTicket = z.output<typeof NewTicket>;

/** It has to do with no other yet. */
const noLinks: VisibleTickets = new Set();

/** With its HTML made safe and its files taken. */
type ReadyTicket = NewTicket & Pick<MessageContent, 'attachments'>;

export const createTicket = operation({
  method: 'POST',
  path: '/v1/tickets',
  name: 'createTicket',
  summary: 'Open a ticket',
  description:
    'The body is the customer’s message and the ticket is `new`; with `outgoing: true` it is our first message, sent to the customer, and the ticket is `answered`.',
  permission: 'tickets.reply',
  repeatable: 'kept',
  body: NewTicket,
  answers: { 201: { description: 'The new ticket', body: TicketBody } },
  perform: async (call, desk: TicketDesk) => {
    const { principal } = call;
    const uploads = { ids: call.body.attachmentIds, uploaderId: principal.agentId as AgentId };
    const [html, attachments] = await Promise.all([toSafeHtml(call.body.html), useUploads(desk, uploads)]);
    const body = { ...call.body, html, attachments };
    const change = await openConversation(desk, {
      actor: { kind: 'agent', id: principal.agentId },
      customer: body.customer,
      opening: (account) => openingOf(body, { principal, account, mailDomains: desk.mailDomains }),
      uploads,
      keep: ({ after }) => call.keep(201, toTicketView(after, noLinks)),
    });
    return answer(201, toTicketView(change.after, noLinks));
  },
});

interface Surroundings {
  readonly principal: Principal;
  readonly account: Account;
  readonly mailDomains: readonly string[] | null;
}

function openingOf(
  body: ReadyTicket,
  { principal, account, mailDomains }: Surroundings,
): Omit<Opening, 'customer' | 'arrivedAt'> {
  const source = body.sourceId === undefined ? undefined : account.sourceById.get(body.sourceId);
  const place = {
    departmentId: body.departmentId ?? source?.departmentId ?? defaultDepartmentId,
    sourceId: body.sourceId ?? null,
  };
  requireKnown(account, body);
  requireCustomFields(body.customFields, account);
  authorise(principal, 'tickets.reply', { kind: 'department', departmentId: place.departmentId });
  if (body.outgoing) requireVerifiedSender(account, place, mailDomains);
  return {
    ...place,
    subject: body.subject,
    channel: body.channel,
    tags: [...(source?.defaultTags ?? []), ...body.tags],
    customFields: withoutNull(body.customFields),
    outgoing: body.outgoing,
    content: contentOf(body, principal),
    ...(body.priority === undefined ? {} : { priority: body.priority }),
  };
}

function requireKnown(account: Account, { departmentId, sourceId }: NewTicket): void {
  const errors = [
    ...(departmentId === undefined || account.departmentById.has(departmentId)
      ? []
      : [{ path: 'departmentId', message: 'names no department' }]),
    ...(sourceId === undefined || account.sourceById.get(sourceId)?.active === true
      ? []
      : [{ path: 'sourceId', message: 'names no active source' }]),
  ];
  if (errors.length > 0) throw new Refusal('invalid', 'The request has faults.', { errors });
}

function contentOf(ticket: ReadyTicket, { agentId, name }: Principal): MessageContent {
  const { body, html, attachments = [] } = ticket;
  return ticket.outgoing
    ? { type: 'reply', author: { kind: 'agent', id: agentId, name }, body, html, attachments }
    : {
        type: 'message',
        author: { kind: 'customer', id: null, name: ticket.customer.name },
        body,
        html,
        attachments,
      };
}

function withoutNull(fields: NewTicket['customFields']): Ticket['customFields'] {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null),
  ) as Ticket['customFields'];
}
