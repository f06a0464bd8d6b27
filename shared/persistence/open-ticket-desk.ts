import type { Environment } from '#shared/runtime/environment.ts';
import { openBucketContents } from './bucket-contents.ts';
import { openDesk } from './open-desk.ts';
import { openTable } from './open-table.ts';
import { openPurgeStore } from './purge-store.ts';

/** A day's timeline is spread over so many shards: a setting would only ever rise, and old days keep theirs. */
export const dayShards = 4;

const shardsOf = ({ dueShards }: Environment<'dueShards'>) => ({ due: dueShards, day: dayShards });

export const openPurges = (settings: Environment<'tableName' | 'dueShards'>) =>
  openPurgeStore(openTable(settings.tableName), shardsOf(settings));

/** The desk of a function that works on tickets. */
export function openTicketDesk(settings: Environment<'tableName' | 'attachmentBucket' | 'dueShards'>) {
  const contents = openBucketContents(settings.attachmentBucket);
  return openDesk(openTable(settings.tableName), contents, shardsOf(settings));
}
