import type { Environment } from '#shared/runtime/environment.ts';
import { openBucketContents } from './bucket-contents.ts';
import { openDesk } from './open-desk.ts';
import { openTable } from './open-table.ts';

/** A day's timeline is spread over so many shards: a setting would only ever rise, and old days keep theirs. */
export const dayShards = 4;

/** The desk of a function that works on tickets. */
export function openTicketDesk(settings: Environment<'tableName' | 'attachmentBucket' | 'dueShards'>) {
  const contents = openBucketContents(settings.attachmentBucket);
  return openDesk(openTable(settings.tableName), contents, { due: settings.dueShards, day: dayShards });
}
