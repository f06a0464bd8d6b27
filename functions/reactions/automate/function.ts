import { RuleWork } from '#events/contracts/rule-work.ts';
import { readHeadersOf } from '#shared/channels/email/read-headers-of.ts';
import type { RuleDesk } from '#shared/domain/rule/rule-desk.ts';
import { consume } from '#shared/lambda/consume.ts';
import { openObjectStore } from '#shared/messaging/object-store.ts';
import { openBucketContents } from '#shared/persistence/bucket-contents.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { openRuleStore } from '#shared/persistence/rule-store.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { automate } from './automate.ts';

const connect = (): RuleDesk => {
  const settings = readEnvironment(['tableName', 'attachmentBucket', 'dueShards']);
  const contents = openBucketContents(settings.attachmentBucket);
  return {
    ...openTicketDesk(settings),
    rules: openRuleStore(openTable(settings.tableName), contents, settings.dueShards),
    readHeaders: readHeadersOf(openObjectStore().find),
  };
};

export const handler = consume(RuleWork, automate, connect);
