import type { Connection } from '#shared/lambda/serve.ts';
import { openConfigurationStore, saveTogetherIn } from '#shared/persistence/configuration-store.ts';
import { openCounterReader } from '#shared/persistence/counter-store.ts';
import { openBreakerStore, openDeliveryStore } from '#shared/persistence/delivery-store.ts';
import { findLivingAgents } from '#shared/persistence/find-living-agents.ts';
import { openJobStore } from '#shared/persistence/job-store.ts';
import { openDeskBase } from '#shared/persistence/open-desk.ts';
import { doorVariables, openDoor } from '#shared/persistence/open-door.ts';
import { sealSecretsWith } from '#shared/persistence/source-secrets.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { makeWebhookSecret } from '#shared/runtime/secrets.ts';
import type { OrderDesk } from './rule-order.ts';
import type { SourcesDesk } from './sources/sources-desk.ts';
import type { WebhooksDesk } from './webhook-subscriptions/webhooks-desk.ts';

type Desk = SourcesDesk & WebhooksDesk & OrderDesk;

export function connect(): Connection<Desk> {
  const settings = readEnvironment([...doorVariables, 'dueShards']);
  const { table, keys, door } = openDoor(settings);
  const desk: Desk = {
    ...openDeskBase(table),
    configuration: openConfigurationStore(table, settings.dueShards),
    saveTogether: saveTogetherIn(table, settings.dueShards),
    counters: openCounterReader(table),
    findAgents: findLivingAgents(table),
    seal: sealSecretsWith(keys),
    keys,
    publicUrl: settings.publicUrl,
    deliveries: openDeliveryStore(table, settings.dueShards),
    breakers: openBreakerStore(table, now),
    jobs: openJobStore(table, settings.dueShards),
    makeWebhookSecret,
  };
  return { desk, ...door };
}
