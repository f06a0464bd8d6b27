import { RuleWork } from '#events/contracts/rule-work.ts';
import { headersByName } from '#shared/channels/email/headers-by-name.ts';
import { readHeaders } from '#shared/channels/email/read-headers.ts';
import type { RuleDesk } from '#shared/domain/rule/rule-desk.ts';
import { consume } from '#shared/lambda/consume.ts';
import { openObjectStore } from '#shared/messaging/object-store.ts';
import { openBucketContents } from '#shared/persistence/bucket-contents.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { openRuleStore } from '#shared/persistence/rule-store.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { automate } from './automate.ts';

/** Enough for nearly all headers. */
const headerBytes = 65_536;

const connect = (): RuleDesk => {
  const settings = readEnvironment(['tableName', 'attachmentBucket', 'dueShards']);
  const contents = openBucketContents(settings.attachmentBucket);
  const objects = openObjectStore();
  return {
    ...openTicketDesk(settings),
    rules: openRuleStore(openTable(settings.tableName), contents, settings.dueShards),
    readHeaders: async (raw) => {
      const found = await objects.find(raw, headerBytes);
      return headersByName(found === undefined ? [] : readHeaders(found.bytes).fields);
    },
  };
};

export const handler = consume(RuleWork, automate, connect);
