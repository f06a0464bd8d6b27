import { serve } from '#shared/lambda/serve.ts';
import { openFileVault } from '#shared/messaging/file-vault.ts';
import { openFormStore } from '#shared/persistence/form-store.ts';
import { openMasterKeys } from '#shared/persistence/master-keys.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { openLimits } from '#shared/persistence/rate-leases.ts';
import { openUploadStore } from '#shared/persistence/upload-store.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { keysFrom } from '#shared/runtime/keys.ts';
import { openRatingLinks } from '#shared/runtime/rating-links.ts';
import { operations } from './operations.ts';
import type { PublicDesk } from './public-desk.ts';

export const handler = serve(operations, () => {
  const settings = readEnvironment([
    'tableName',
    'attachmentBucket',
    'dueShards',
    'dataKeyId',
    'publicUrl',
    'requestsPerMinute',
  ]);
  const table = openTable(settings.tableName);
  const keys = keysFrom(openMasterKeys(table, settings.dataKeyId, { now }), now);
  const desk: PublicDesk = {
    ...openTicketDesk(settings),
    forms: openFormStore(table),
    uploads: openUploadStore(table),
    vault: openFileVault({ bucket: settings.attachmentBucket, now }),
    publicUrl: settings.publicUrl,
    keys,
    ratingLinks: openRatingLinks(keys, now),
  };
  const limits = openLimits(table, settings.requestsPerMinute, now);
  return { desk, limits, publicUrl: settings.publicUrl };
});
