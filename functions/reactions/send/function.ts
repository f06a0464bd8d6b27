import { LaneWake } from '#events/contracts/lane-wake.ts';
import { consume } from '#shared/lambda/consume.ts';
import { openFiles } from '#shared/messaging/message-files.ts';
import { openObjectStore } from '#shared/messaging/object-store.ts';
import { openProviderMail } from '#shared/messaging/provider-mail.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { openOutboundStore } from '#shared/persistence/outbound-store.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { sendLanes } from './send-lanes.ts';
import { sendMailBy } from './send-mail.ts';

export const handler = consume(LaneWake, sendLanes, () => {
  const settings = readEnvironment(['tableName', 'attachmentBucket', 'dueShards', 'mailDomains']);
  const files = openFiles(openObjectStore(), settings.attachmentBucket);
  return {
    ...openTicketDesk(settings),
    outbound: openOutboundStore(openTable(settings.tableName)),
    sendMail: sendMailBy(files, openProviderMail()),
    mailDomains: settings.mailDomains,
  };
});
