import { NoticeWork } from '#events/contracts/notice-work.ts';
import { rememberWatchers } from '#shared/domain/notice/find-watchers.ts';
import type { TellingDesk } from '#shared/domain/notice/tell-agents.ts';
import { consume } from '#shared/lambda/consume.ts';
import { addNoticesIn } from '#shared/persistence/digest-store.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { notifyAgents } from './notify-agents.ts';

const connect = (): TellingDesk => {
  const settings = readEnvironment(['tableName', 'attachmentBucket', 'dueShards']);
  const { tickets, agents, now } = openTicketDesk(settings);
  return {
    tickets,
    agents,
    addNotices: addNoticesIn(openTable(settings.tableName), settings.dueShards),
    findWatchers: rememberWatchers({ agents, now }),
  };
};

export const handler = consume(NoticeWork, notifyAgents, connect);
