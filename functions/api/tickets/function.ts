import { serve } from '#shared/lambda/serve.ts';
import { openAuthentication } from '#shared/persistence/authentication.ts';
import { openMasterKeys } from '#shared/persistence/master-keys.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { keysFrom } from '#shared/runtime/keys.ts';
import { operations } from './operations.ts';
import type { TicketDesk } from './ticket-desk.ts';

export const handler = serve(operations, () => {
  const settings = readEnvironment([
    'tableName',
    'attachmentBucket',
    'dueShards',
    'dataKeyId',
    'mailDomains',
    'allowedOrigins',
    'publicUrl',
    'stage',
  ]);
  const table = openTable(settings.tableName);
  const desk: TicketDesk = {
    ...openTicketDesk(settings),
    keys: keysFrom(openMasterKeys(table, settings.dataKeyId, { now }), now),
    // Nothing leaves one machine, so there every sender will do.
    mailDomains: settings.stage === 'local' ? null : settings.mailDomains,
  };
  return {
    desk,
    authenticate: openAuthentication(table, now),
    allowedOrigins: settings.allowedOrigins,
    publicUrl: settings.publicUrl,
  };
});
