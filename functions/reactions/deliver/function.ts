import { WebhookWork } from '#events/contracts/webhook-work.ts';
import type { DeliveringDesk } from '#shared/domain/webhook/deliver-event.ts';
import { disableSubscription } from '#shared/domain/webhook/disable-subscription.ts';
import { consume } from '#shared/lambda/consume.ts';
import { openEndpointCalls } from '#shared/messaging/endpoint-calls.ts';
import { openCallOutside } from '#shared/messaging/outside-request.ts';
import { openConfigurationStore, saveTogetherIn } from '#shared/persistence/configuration-store.ts';
import { openBreakerStore, openDeliveryStore } from '#shared/persistence/delivery-store.ts';
import { openMasterKeys } from '#shared/persistence/master-keys.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { openSourceSecrets } from '#shared/persistence/source-secrets.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { drawShare } from '#shared/runtime/ids.ts';
import { keysFrom } from '#shared/runtime/keys.ts';
import { deliverWork } from './deliver-work.ts';

const connect = (): DeliveringDesk => {
  const settings = readEnvironment(['tableName', 'attachmentBucket', 'dataKeyId', 'dueShards']);
  const { tableName, dataKeyId, dueShards } = settings;
  const table = openTable(tableName);
  const desk = openTicketDesk(settings);
  const configuration = openConfigurationStore(table, dueShards);
  const keys = keysFrom(openMasterKeys(table, dataKeyId, { now }), now);
  const disabling = {
    configuration,
    saveTogether: saveTogetherIn(table, dueShards),
    ids: desk.ids,
    now,
  };
  return {
    ...desk,
    configuration,
    deliveries: openDeliveryStore(table, dueShards),
    breakers: openBreakerStore(table, now),
    callEndpoint: openEndpointCalls(openCallOutside(), openSourceSecrets(table, keys)),
    disable: (subscription, reason) => disableSubscription(disabling, subscription, reason),
    chance: drawShare,
  };
};

export const handler = consume(WebhookWork, deliverWork, connect);
