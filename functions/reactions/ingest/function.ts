import { InboundMail } from '#events/contracts/inbound-mail.ts';
import { consume } from '#shared/lambda/consume.ts';
import { openFiles, openTexts } from '#shared/messaging/message-files.ts';
import { openObjectStore } from '#shared/messaging/object-store.ts';
import { openRawMails } from '#shared/messaging/raw-mails.ts';
import { openDesk } from '#shared/persistence/open-desk.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { ingestMails } from './ingest-mails.ts';
import { readMail } from './read-mail.ts';

export const handler = consume(InboundMail, ingestMails, () => {
  const { tableName, attachmentBucket, dueShards } = readEnvironment([
    'tableName',
    'attachmentBucket',
    'dueShards',
  ]);
  const objects = openObjectStore();
  const desk = openDesk(openTable(tableName), openTexts(objects, attachmentBucket), {
    due: dueShards,
    day: dueShards,
  });
  return { ...desk, rawMails: openRawMails(objects), files: openFiles(objects, attachmentBucket), readMail };
});
