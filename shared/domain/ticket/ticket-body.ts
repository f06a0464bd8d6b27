import * as z from 'zod';
import { ticketStatuses } from './status.ts';
import { channels, linkKinds, priorities } from './ticket.ts';

const instant = z.iso.datetime();
const nullableText = z.string().nullable();

/** A ticket as every list and every change of it answers (api.md); `toTicketView` makes it. */
export const TicketBody = z
  .strictObject({
    id: z.string(),
    code: z.string().meta({ examples: ['ABC-DEFGH-123'] }),
    subject: z.string(),
    status: z.enum(ticketStatuses),
    customStatusId: nullableText,
    priority: z.enum(priorities),
    channel: z.enum(channels),
    sourceId: nullableText,
    departmentId: z.string(),
    assigneeId: nullableText,
    customer: z.strictObject({
      id: z.string(),
      name: nullableText,
      email: nullableText,
      phone: nullableText,
    }),
    tags: z.array(z.string()),
    customFields: z.record(z.string(), z.union([z.string(), z.number()])),
    sla: z.strictObject({ levelId: nullableText, nextDueAt: instant.nullable(), breached: z.boolean() }),
    postponedUntil: instant.nullable(),
    formerStatus: z
      .enum(ticketStatuses)
      .nullable()
      .meta({ description: 'While it is spam or deleted: what it may go back to; null for a merged one' }),
    links: z
      .array(z.strictObject({ kind: z.enum(linkKinds), ticketId: z.string() }))
      .meta({ description: 'Tickets that this one has to do with, as far as you see them' }),
    createdAt: instant,
    updatedAt: instant,
    lastMessageAt: instant,
    version: z.int(),
  })
  .meta({ id: 'Ticket' });
