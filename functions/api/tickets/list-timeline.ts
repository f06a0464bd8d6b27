import * as z from 'zod';
import { toVisibleEntry } from '#shared/domain/rating/view-ratings.ts';
import { toEntryView } from '#shared/domain/ticket/entry-view.ts';
import { findVisibleNamed } from '#shared/domain/ticket/visible-links.ts';
import { answer } from '#shared/lambda/answer.ts';
import { cursorsOf } from '#shared/lambda/cursor.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { getVisibleTicket } from './get-visible-ticket.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath } from './ticket-schemas.ts';

const Facts = z.record(z.string(), z.unknown());

const EntryBody = z
  .strictObject({
    id: z.string(),
    at: z.iso.datetime(),
    kind: z.string().meta({ examples: ['ticket.statusChanged'] }),
    actor: z.strictObject({
      kind: z.enum(['agent', 'customer', 'rule', 'system', 'apiKey']),
      id: z.string().nullable(),
    }),
    ticketVersion: z.int(),
    before: Facts.nullable(),
    after: Facts.nullable(),
    messageId: z.string().nullable(),
    ruleId: z.string().nullable(),
    reason: z.string().nullable(),
    decision: Facts.nullable(),
    facts: Facts,
  })
  .meta({ id: 'TimelineEntry' });

export const listTimeline = operation({
  method: 'GET',
  path: '/v1/tickets/{ticketId}/timeline',
  name: 'listTimeline',
  summary: 'List what happened to a ticket, oldest first',
  description: 'Without ratings that are not one’s own, unless one has `ratings.others`.',
  permission: 'tickets.read',
  params: TicketPath,
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page of the timeline', body: pageOf(EntryBody) } },
  perform: async (call, desk: TicketDesk) => {
    const { ticketId } = call.params;
    const cursors = cursorsOf(z.string(), `listTimeline ${ticketId}`, desk.keys);
    const after = call.query.cursor === undefined ? undefined : await cursors.open(call.query.cursor);
    const [{ account }, page] = await Promise.all([
      getVisibleTicket(desk, call.principal, ticketId),
      desk.tickets.listEntries(ticketId, { limit: call.query.limit, after }),
    ]);
    const nextCursor = page.next === undefined ? null : await cursors.seal(page.next);
    const visible = await findVisibleNamed(desk, { principal: call.principal, account }, page.items);
    const items = page.items
      .flatMap((entry) => toVisibleEntry(call.principal, entry) ?? [])
      .map((entry) => toEntryView(entry, visible));
    return answer(200, { items, nextCursor });
  },
});
