import { serve } from '#shared/lambda/serve.ts';
import { openObjectStore } from '#shared/messaging/object-store.ts';
import { envelopeMetadata } from '#shared/messaging/raw-mails.ts';
import { openAccountStore } from '#shared/persistence/account-store.ts';
import { openMasterKeys } from '#shared/persistence/master-keys.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openSourceSecrets } from '#shared/persistence/source-secrets.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { keysFrom } from '#shared/runtime/keys.ts';
import { operations } from './operations.ts';
import type { WebhookDesk } from './webhook-desk.ts';

export const handler = serve(operations, () => {
  const settings = readEnvironment(['tableName', 'rawMailBucket', 'dataKeyId', 'publicUrl']);
  const table = openTable(settings.tableName);
  const objects = openObjectStore();
  const keys = keysFrom(openMasterKeys(table, settings.dataKeyId, { now }), now);
  const desk: WebhookDesk = {
    accounts: openAccountStore(table),
    findSecrets: openSourceSecrets(table, keys),
    storeMail: (key, { bytes, envelope }) =>
      objects.put(
        { bucket: settings.rawMailBucket, key },
        { bytes, type: 'message/rfc822', metadata: envelopeMetadata(envelope) },
      ),
  };
  return { desk, publicUrl: settings.publicUrl };
});
