import * as z from 'zod';
import type { TicketId } from '#shared/domain/ids.ts';
import { TicketBody } from '#shared/domain/ticket/ticket-body.ts';

/** A path that names no ticket answers 404, so any text is read as an id. */
export const TicketPath = z.strictObject({
  ticketId: z
    .string()
    .max(100)
    .transform((id) => id as TicketId),
});

export const RatingPath = z.strictObject({ ...TicketPath.shape, ratingId: z.string().max(100) });

const instant = z.iso.datetime();
const nullableText = z.string().nullable();

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

export const ticketAnswer = { 200: { description: 'The ticket as it is now', body: TicketBody } } as const;
