import { WebhookWork } from '#events/contracts/webhook-work.ts';
import type { DeliveringDesk } from '#shared/domain/webhook/deliver-event.ts';
import { disableSubscription } from '#shared/domain/webhook/disable-subscription.ts';
import { consume } from '#shared/lambda/consume.ts';
import { openEndpointCalls } from '#shared/messaging/endpoint-calls.ts';
import { openCallOutside } from '#shared/messaging/outside-request.ts';
import { openAccountStore } from '#shared/persistence/account-store.ts';
import { openConfigurationStore, saveTogetherIn } from '#shared/persistence/configuration-store.ts';
import { openBreakerStore, openDeliveryStore } from '#shared/persistence/delivery-store.ts';
import { openMasterKeys } from '#shared/persistence/master-keys.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openSourceSecrets } from '#shared/persistence/source-secrets.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { drawShare, openIds } from '#shared/runtime/ids.ts';
import { keysFrom } from '#shared/runtime/keys.ts';
import { deliverWork } from './deliver-work.ts';

const connect = (): DeliveringDesk => {
  const { tableName, dataKeyId, dueShards } = readEnvironment(['tableName', 'dataKeyId', 'dueShards']);
  const table = openTable(tableName);
  const keys = keysFrom(openMasterKeys(table, dataKeyId, { now }), now);
  const disabling = {
    configuration: openConfigurationStore(table, dueShards),
    saveTogether: saveTogetherIn(table, dueShards),
    ids: openIds(now, () => ''),
    now,
  };
  return {
    accounts: openAccountStore(table),
    deliveries: openDeliveryStore(table, dueShards),
    breakers: openBreakerStore(table, now),
    callEndpoint: openEndpointCalls(openCallOutside(), openSourceSecrets(table, keys)),
    disable: (subscription, reason) => disableSubscription(disabling, subscription, reason),
    chance: drawShare,
    now,
  };
};

export const handler = consume(WebhookWork, deliverWork, connect);
