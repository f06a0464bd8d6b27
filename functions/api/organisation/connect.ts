import type { Connection } from '#shared/lambda/serve.ts';
import { openApiKeyStore } from '#shared/persistence/api-key-store.ts';
import { openCarriers } from '#shared/persistence/carriers.ts';
import { openConfigurationStore, saveTogetherIn } from '#shared/persistence/configuration-store.ts';
import { openDepartureStore } from '#shared/persistence/departure-store.ts';
import { findLivingAgents } from '#shared/persistence/find-living-agents.ts';
import { openLiveStore } from '#shared/persistence/live-store.ts';
import { openDeskBase } from '#shared/persistence/open-desk.ts';
import { doorVariables, openDoor } from '#shared/persistence/open-door.ts';
import { openOrganisationStore } from '#shared/persistence/organisation-store.ts';
import { openPresenceStore } from '#shared/persistence/presence-store.ts';
import { openSubjectStore } from '#shared/persistence/subject-store.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { makeApiKeySecret, makeLiveSecret } from '#shared/runtime/secrets.ts';
import type { OrganisationRoutesDesk } from './organisation-desk.ts';

export function connect(): Connection<OrganisationRoutesDesk> {
  const settings = readEnvironment([...doorVariables, 'mailDomains', 'dueShards', 'liveUrl']);
  const { table, keys, door } = openDoor(settings);
  const desk: OrganisationRoutesDesk = {
    ...openDeskBase(table),
    configuration: openConfigurationStore(table, settings.dueShards),
    saveTogether: saveTogetherIn(table, settings.dueShards),
    organisation: openOrganisationStore(table, settings.dueShards),
    departures: openDepartureStore(table),
    subjects: openSubjectStore(table),
    hasCarriers: openCarriers(table),
    publicUrl: settings.publicUrl,
    presences: openPresenceStore(table, settings.dueShards),
    apiKeys: openApiKeyStore(table),
    findAgents: findLivingAgents(table),
    keys,
    makeSecret: makeApiKeySecret,
    live: openLiveStore(table),
    makeLiveSecret,
    liveUrl: settings.liveUrl,
    mailDomains: settings.mailDomains,
  };
  return { desk, ...door };
}
