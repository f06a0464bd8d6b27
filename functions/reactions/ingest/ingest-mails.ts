import type { InboundMail } from '#events/contracts/inbound-mail.ts';
import type { InboundDesk } from '#shared/domain/inbound/inbound-desk.ts';
import { ingestMail } from '#shared/domain/inbound/ingest-mail.ts';
import { logInfo } from '#shared/lambda/logger.ts';

/**
 * FIFO queue `inbound`, one lane for each sender. Receiving a mail twice is harmless: its id is claimed in the
 * transaction that makes its message, and whoever finds the claim has nothing left to do.
 */
export async function ingestMails(
  { bucket, key, receivedAt }: InboundMail,
  desk: InboundDesk,
): Promise<void> {
  const ticket = await ingestMail(desk, { bucket, key, receivedAt });
  if (ticket === null) logInfo('A mail is here already');
  else logInfo('A mail became a message', { ticketId: ticket.id, departmentId: ticket.departmentId });
}
