import { SQSClient } from '@aws-sdk/client-sqs';
import { sweep } from '#shared/domain/due/sweep.ts';
import { tick } from '#shared/lambda/tick.ts';
import { sendMessagesTo } from '#shared/messaging/send-messages.ts';
import { openAccountStore } from '#shared/persistence/account-store.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { connectSweep } from '../connect-sweep.ts';
import { wakeDepartments } from './wake-departments.ts';

const connect = () => {
  const { tableName, routingQueueUrl } = readEnvironment(['tableName', 'routingQueueUrl']);
  return {
    ...connectSweep(),
    accounts: openAccountStore(openTable(tableName)),
    toRouting: sendMessagesTo(new SQSClient({}), routingQueueUrl),
  };
};

/** Every minute: postponements, breaks, time rules, retries of sending, and departments that may have been missed. */
export const handler = tick(async (desk) => {
  await sweep('wake', desk);
  await wakeDepartments(desk);
}, connect);
