import { SQSClient } from '@aws-sdk/client-sqs';
import { ObjectNotice } from '#events/contracts/object-notice.ts';
import { consume } from '#shared/lambda/consume.ts';
import { openObjectStore } from '#shared/messaging/object-store.ts';
import { sendMessagesTo } from '#shared/messaging/send-messages.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { queueMails } from './queue-mails.ts';

export const handler = consume(ObjectNotice, queueMails, () => {
  const { inboundQueueUrl } = readEnvironment(['inboundQueueUrl']);
  return { objects: openObjectStore(), toInbound: sendMessagesTo(new SQSClient({}), inboundQueueUrl) };
});
