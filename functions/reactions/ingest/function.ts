import { InboundMail } from '#events/contracts/inbound-mail.ts';
import { consume } from '#shared/lambda/consume.ts';
import { openFiles } from '#shared/messaging/message-files.ts';
import { openObjectStore } from '#shared/messaging/object-store.ts';
import { openRawMails } from '#shared/messaging/raw-mails.ts';
import { openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { ingestMails } from './ingest-mails.ts';
import { readMail } from './read-mail.ts';

export const handler = consume(InboundMail, ingestMails, () => {
  const settings = readEnvironment(['tableName', 'attachmentBucket', 'dueShards']);
  const objects = openObjectStore();
  return {
    ...openTicketDesk(settings),
    rawMails: openRawMails(objects),
    files: openFiles(objects, settings.attachmentBucket),
    readMail,
  };
});
