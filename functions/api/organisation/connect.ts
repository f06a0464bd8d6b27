import type { Connection } from '#shared/lambda/serve.ts';
import { openApiKeyStore } from '#shared/persistence/api-key-store.ts';
import { openAuthentication } from '#shared/persistence/authentication.ts';
import { openConfigurationStore } from '#shared/persistence/configuration-store.ts';
import { findLivingAgents } from '#shared/persistence/find-living-agents.ts';
import { openMasterKeys } from '#shared/persistence/master-keys.ts';
import { openDeskBase } from '#shared/persistence/open-desk.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openOrganisationStore } from '#shared/persistence/organisation-store.ts';
import { openPresenceStore } from '#shared/persistence/presence-store.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { keysFrom } from '#shared/runtime/keys.ts';
import { makeApiKeySecret } from '#shared/runtime/secrets.ts';
import type { OrganisationRoutesDesk } from './organisation-desk.ts';

const names = ['tableName', 'dataKeyId', 'publicUrl', 'allowedOrigins', 'mailDomains', 'dueShards'] as const;

export function connect(): Connection<OrganisationRoutesDesk> {
  const { tableName, dataKeyId, dueShards, mailDomains, ...reached } = readEnvironment(names);
  const table = openTable(tableName);
  return {
    desk: {
      ...openDeskBase(table),
      configuration: openConfigurationStore(table),
      organisation: openOrganisationStore(table),
      presences: openPresenceStore(table, dueShards),
      apiKeys: openApiKeyStore(table),
      findAgents: findLivingAgents(table),
      keys: keysFrom(openMasterKeys(table, dataKeyId, { now }), now),
      makeSecret: makeApiKeySecret,
      mailDomains,
    },
    authenticate: openAuthentication(table, now),
    ...reached,
  };
}
