import * as z from 'zod';
import { ticketStatuses } from '#shared/domain/ticket/status.ts';

export const ticketCode = z.string().meta({ description: 'The ticket’s code, `ABC-DEFGH-123`' });

export const TicketCode = z.strictObject({ code: ticketCode });
export type TicketCode = z.output<typeof TicketCode>;

/** How a customer comes back to his ticket. */
export const Receipt = z.strictObject({
  code: ticketCode,
  token: z.string().meta({ description: 'The bearer token of this ticket' }),
});

export const PublicTicket = z.strictObject({
  code: ticketCode,
  subject: z.string(),
  status: z.enum(ticketStatuses),
  createdAt: z.iso.datetime(),
  lastMessageAt: z.iso.datetime(),
  messages: z.array(
    z.strictObject({
      author: z.strictObject({ kind: z.enum(['agent', 'customer']), name: z.string().nullable() }),
      body: z.string(),
      html: z.string().nullable(),
      attachments: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          type: z.string(),
          size: z.int(),
          state: z.enum(['stored', 'left-out', 'blocked']),
          url: z.string().nullable(),
        }),
      ),
      createdAt: z.iso.datetime(),
    }),
  ),
});
