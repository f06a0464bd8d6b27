import { serve } from '#shared/lambda/serve.ts';
import { openFormStore } from '#shared/persistence/form-store.ts';
import { openMasterKeys } from '#shared/persistence/master-keys.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { keysFrom } from '#shared/runtime/keys.ts';
import { operations } from './operations.ts';
import type { PublicDesk } from './public-desk.ts';

export const handler = serve(operations, () => {
  const settings = readEnvironment(['tableName', 'attachmentBucket', 'dueShards', 'dataKeyId', 'publicUrl']);
  const table = openTable(settings.tableName);
  const desk: PublicDesk = {
    ...openTicketDesk(settings),
    forms: openFormStore(table),
    keys: keysFrom(openMasterKeys(table, settings.dataKeyId, { now }), now),
  };
  return { desk, publicUrl: settings.publicUrl };
});
