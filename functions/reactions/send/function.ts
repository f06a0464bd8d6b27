import { LaneWake } from '#events/contracts/lane-wake.ts';
import { consume } from '#shared/lambda/consume.ts';
import { openFiles } from '#shared/messaging/message-files.ts';
import { openObjectStore } from '#shared/messaging/object-store.ts';
import { openProviderMail } from '#shared/messaging/provider-mail.ts';
import { openDigestStore } from '#shared/persistence/digest-store.ts';
import { openMasterKeys } from '#shared/persistence/master-keys.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { openOutboundStore } from '#shared/persistence/outbound-store.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { keysFrom } from '#shared/runtime/keys.ts';
import { openRatingLinks, ratingPageAddress } from '#shared/runtime/rating-links.ts';
import { sendLanes } from './send-lanes.ts';
import { sendMailBy } from './send-mail.ts';

export const handler = consume(LaneWake, sendLanes, () => {
  const settings = readEnvironment([
    'tableName',
    'attachmentBucket',
    'dataKeyId',
    'dueShards',
    'mailDomains',
    'publicUrl',
  ]);
  const table = openTable(settings.tableName);
  const links = openRatingLinks(keysFrom(openMasterKeys(table, settings.dataKeyId, { now }), now), now);
  const files = openFiles(openObjectStore(), settings.attachmentBucket);
  return {
    ...openTicketDesk(settings),
    outbound: openOutboundStore(table, settings.dueShards),
    digests: openDigestStore(table, settings.dueShards),
    sendMail: sendMailBy(files, openProviderMail()),
    makeRatingLink: async (code) => ratingPageAddress(settings.publicUrl, await links.make(code)),
    mailDomains: settings.mailDomains,
  };
});
