import { SQSClient } from '@aws-sdk/client-sqs';
import { DueMoment } from '#events/contracts/due-moment.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { consume } from '#shared/lambda/consume.ts';
import { openMessageObjects } from '#shared/messaging/message-objects.ts';
import { openObjectStore } from '#shared/messaging/object-store.ts';
import { sendMessagesTo } from '#shared/messaging/send-messages.ts';
import { openDepartureStore } from '#shared/persistence/departure-store.ts';
import { openDigestStore } from '#shared/persistence/digest-store.ts';
import { endBreak } from '#shared/persistence/end-break.ts';
import { openErasureStore } from '#shared/persistence/erasure-store.ts';
import { openJobStore } from '#shared/persistence/job-store.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openPurges, openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { type DueDesk, meetMoment } from './meet-moment.ts';

const connect = (): DueDesk => {
  const settings = readEnvironment([
    'tableName',
    'attachmentBucket',
    'dueShards',
    'outboundQueueUrl',
    'dueQueueUrl',
    'automationQueueUrl',
    'jobsQueueUrl',
    'webhooksQueueUrl',
  ]);
  const sqs = new SQSClient({});
  const table = openTable(settings.tableName);
  return {
    ...openTicketDesk(settings),
    purges: openPurges(settings),
    objects: openMessageObjects(openObjectStore(), settings.attachmentBucket),
    endBreak: (agentId, until) => endBreak(table, agentId, { until, at: toInstant(now()) }),
    departures: openDepartureStore(table),
    erasures: openErasureStore(table),
    digests: openDigestStore(table, settings.dueShards),
    toOutbound: sendMessagesTo(sqs, settings.outboundQueueUrl),
    jobs: openJobStore(table, settings.dueShards),
    toAutomation: sendMessagesTo(sqs, settings.automationQueueUrl),
    toJobs: sendMessagesTo(sqs, settings.jobsQueueUrl),
    toWebhooks: sendMessagesTo(sqs, settings.webhooksQueueUrl),
    toDue: sendMessagesTo(sqs, settings.dueQueueUrl),
  };
};

export const handler = consume(DueMoment, meetMoment, connect);
