import { SQSClient } from '@aws-sdk/client-sqs';
import { NoticeWork } from '#events/contracts/notice-work.ts';
import { type LiveDesk, tellLive } from '#shared/domain/live/tell-live.ts';
import { rememberWatchers } from '#shared/domain/notice/find-watchers.ts';
import { consume } from '#shared/lambda/consume.ts';
import { catchUpBy } from '#shared/messaging/catch-up.ts';
import { openLiveConnections } from '#shared/messaging/live-connections.ts';
import { sendMessagesTo } from '#shared/messaging/send-messages.ts';
import { addNoticesIn } from '#shared/persistence/digest-store.ts';
import { openLiveStore } from '#shared/persistence/live-store.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { openPrincipalStore } from '#shared/persistence/principal-store.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { type NotifyDesk, notifyAgents } from './notify-agents.ts';

const connect = (): NotifyDesk => {
  const settings = readEnvironment([
    'tableName',
    'attachmentBucket',
    'dueShards',
    'noticesQueueUrl',
    'liveEndpoint',
  ]);
  const { tickets, agents, accounts, now } = openTicketDesk(settings);
  const table = openTable(settings.tableName);
  const live: LiveDesk = {
    tickets,
    agents,
    accounts,
    now,
    live: openLiveStore(table),
    principals: openPrincipalStore(table, now),
    catchUp: catchUpBy(sendMessagesTo(new SQSClient({}), settings.noticesQueueUrl)),
    ...openLiveConnections({ endpoint: settings.liveEndpoint }),
  };
  return {
    ...live,
    agents,
    addNotices: addNoticesIn(table, settings.dueShards),
    findWatchers: rememberWatchers({ agents, now }),
    tellLive: (telling) => tellLive(live, telling),
  };
};

export const handler = consume(NoticeWork, notifyAgents, connect);
