import { readHeadersOf } from '#shared/channels/email/read-headers-of.ts';
import { openTicketSearch } from '#shared/domain/search/ticket-search.ts';
import type { Connection } from '#shared/lambda/serve.ts';
import { openFileVault } from '#shared/messaging/file-vault.ts';
import { openObjectStore } from '#shared/messaging/object-store.ts';
import { sniffType } from '#shared/messaging/sniff-type.ts';
import { openBucketContents } from '#shared/persistence/bucket-contents.ts';
import { openConfigurationStore } from '#shared/persistence/configuration-store.ts';
import { openCounterReader } from '#shared/persistence/counter-store.ts';
import { openJobStore } from '#shared/persistence/job-store.ts';
import { doorVariables, openDoor } from '#shared/persistence/open-door.ts';
import { openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { openRatingStore } from '#shared/persistence/rating-store.ts';
import { openRuleStore } from '#shared/persistence/rule-store.ts';
import { openUploadStore } from '#shared/persistence/upload-store.ts';
import { openWordIndex } from '#shared/persistence/word-index.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import type { TicketDesk } from './ticket-desk.ts';

export function connect(): Connection<TicketDesk> {
  const settings = readEnvironment([
    ...doorVariables,
    'attachmentBucket',
    'dueShards',
    'mailDomains',
    'stage',
  ]);
  const { table, keys, door } = openDoor(settings);
  const desk: TicketDesk = {
    ...openTicketDesk(settings),
    counters: openCounterReader(table),
    jobs: openJobStore(table, settings.dueShards),
    search: openTicketSearch(openWordIndex(table)),
    ratings: openRatingStore(table),
    rules: openRuleStore(table, openBucketContents(settings.attachmentBucket), settings.dueShards),
    findRule: openConfigurationStore(table, settings.dueShards).find,
    readHeaders: readHeadersOf(openObjectStore().find),
    uploads: openUploadStore(table),
    vault: openFileVault({ bucket: settings.attachmentBucket, now }),
    sniffType,
    publicUrl: settings.publicUrl,
    keys,
    // Nothing leaves one machine, so there every sender will do.
    mailDomains: settings.stage === 'local' ? null : settings.mailDomains,
  };
  return { desk, ...door };
}
