import type { Connection } from '#shared/lambda/serve.ts';
import { openConfigurationStore } from '#shared/persistence/configuration-store.ts';
import { openCounterReader } from '#shared/persistence/counter-store.ts';
import { findLivingAgents } from '#shared/persistence/find-living-agents.ts';
import { openDeskBase } from '#shared/persistence/open-desk.ts';
import { doorVariables, openDoor } from '#shared/persistence/open-door.ts';
import { sealSecretsWith } from '#shared/persistence/source-secrets.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import type { SourcesDesk } from './sources/sources-desk.ts';

export function connect(): Connection<SourcesDesk> {
  const settings = readEnvironment([...doorVariables, 'dueShards']);
  const { table, keys, door } = openDoor(settings);
  const desk: SourcesDesk = {
    ...openDeskBase(table),
    configuration: openConfigurationStore(table, settings.dueShards),
    counters: openCounterReader(table),
    findAgents: findLivingAgents(table),
    seal: sealSecretsWith(keys),
    keys,
    publicUrl: settings.publicUrl,
  };
  return { desk, ...door };
}
