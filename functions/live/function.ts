import { SQSClient } from '@aws-sdk/client-sqs';
import { converse } from '#shared/lambda/converse.ts';
import { catchUpBy } from '#shared/messaging/catch-up.ts';
import { sendMessagesTo } from '#shared/messaging/send-messages.ts';
import { openLiveStore } from '#shared/persistence/live-store.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openPrincipalStore } from '#shared/persistence/principal-store.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { talk } from './talk.ts';

export const handler = converse(talk, () => {
  const settings = readEnvironment(['tableName', 'noticesQueueUrl']);
  const table = openTable(settings.tableName);
  return {
    live: openLiveStore(table),
    principals: openPrincipalStore(table, now),
    catchUp: catchUpBy(sendMessagesTo(new SQSClient({}), settings.noticesQueueUrl)),
    now,
  };
});
