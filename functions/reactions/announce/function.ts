import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { listenBatch } from '#shared/lambda/listen.ts';
import { publishEventsTo } from '#shared/messaging/publish-events.ts';
import { sendMessagesTo } from '#shared/messaging/send-messages.ts';
import { openAccountStore } from '#shared/persistence/account-store.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { type AnnounceDesk, announceChanges } from './announce-changes.ts';

const connect = (): AnnounceDesk => {
  const settings = readEnvironment([
    'tableName',
    'routingQueueUrl',
    'automationQueueUrl',
    'outboundQueueUrl',
    'jobsQueueUrl',
    'webhooksQueueUrl',
    'noticesQueueUrl',
    'dueQueueUrl',
    'eventBusName',
  ]);
  const sqs = new SQSClient({});
  return {
    accounts: openAccountStore(openTable(settings.tableName)),
    now,
    toRouting: sendMessagesTo(sqs, settings.routingQueueUrl),
    toOutbound: sendMessagesTo(sqs, settings.outboundQueueUrl),
    toJobs: sendMessagesTo(sqs, settings.jobsQueueUrl),
    toWebhooks: sendMessagesTo(sqs, settings.webhooksQueueUrl),
    toAutomation: sendMessagesTo(sqs, settings.automationQueueUrl),
    toNotices: sendMessagesTo(sqs, settings.noticesQueueUrl),
    toDue: sendMessagesTo(sqs, settings.dueQueueUrl),
    publish: publishEventsTo(new EventBridgeClient({}), settings.eventBusName),
  };
};

export const handler = listenBatch(announceChanges, connect);
