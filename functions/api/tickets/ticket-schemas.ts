import * as z from 'zod';
import type { TicketId } from '#shared/domain/ids.ts';
import { ticketStatuses } from '#shared/domain/ticket/status.ts';
import { channels, priorities } from '#shared/domain/ticket/ticket.ts';

/** A path that names no ticket answers 404, so any text is read as an id. */
export const TicketPath = z.strictObject({
  ticketId: z
    .string()
    .max(100)
    .transform((id) => id as TicketId),
});

const instant = z.iso.datetime();
const nullableText = z.string().nullable();

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
    createdAt: instant,
    updatedAt: instant,
    lastMessageAt: instant,
    version: z.int(),
  })
  .meta({ id: 'Ticket' });

export const AttachmentBody = z.strictObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  state: z.enum(['stored', 'left-out', 'blocked']),
  url: nullableText,
});

export const MessageBody = z
  .strictObject({
    id: z.string(),
    type: z.enum(['message', 'reply', 'note']),
    author: z.strictObject({
      kind: z.enum(['agent', 'customer', 'system', 'rule']),
      id: nullableText,
      name: nullableText,
    }),
    body: z.string(),
    visibleText: z.string(),
    html: nullableText,
    attachments: z.array(AttachmentBody),
    delivery: z
      .strictObject({
        state: z.enum(['queued', 'sent', 'delivered', 'failed']),
        attempts: z.int(),
        externalId: nullableText,
        reason: nullableText,
        at: instant,
      })
      .nullable(),
    externalId: nullableText,
    automatic: nullableText,
    remarks: z.array(z.string()),
    createdAt: instant,
  })
  .meta({ id: 'Message' });

export const problems = {
  404: { description: 'There is no such ticket in scope' },
};

export const ticketAnswer = { 200: { description: 'The ticket as it is now', body: TicketBody } } as const;
