import type { Connection } from '#shared/lambda/serve.ts';
import { openAuthentication } from '#shared/persistence/authentication.ts';
import { openConfigurationStore } from '#shared/persistence/configuration-store.ts';
import { findLivingAgents } from '#shared/persistence/find-living-agents.ts';
import { openMasterKeys } from '#shared/persistence/master-keys.ts';
import { openDeskBase } from '#shared/persistence/open-desk.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { sealSecretsWith } from '#shared/persistence/source-secrets.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { keysFrom } from '#shared/runtime/keys.ts';
import type { SourcesDesk } from './sources/sources-desk.ts';

export function connect(): Connection<SourcesDesk> {
  const { tableName, dataKeyId, publicUrl, allowedOrigins } = readEnvironment([
    'tableName',
    'dataKeyId',
    'publicUrl',
    'allowedOrigins',
  ]);
  const table = openTable(tableName);
  const keys = keysFrom(openMasterKeys(table, dataKeyId, { now }), now);
  return {
    desk: {
      ...openDeskBase(table),
      configuration: openConfigurationStore(table),
      findAgents: findLivingAgents(table),
      seal: sealSecretsWith(keys),
      keys,
      publicUrl,
    },
    authenticate: openAuthentication(table, now),
    allowedOrigins,
    publicUrl,
  };
}
