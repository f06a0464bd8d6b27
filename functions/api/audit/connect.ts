import type { Connection } from '#shared/lambda/serve.ts';
import { openDownloads } from '#shared/messaging/downloads.ts';
import { openAuditLog } from '#shared/persistence/audit-log.ts';
import { openDeskBase } from '#shared/persistence/open-desk.ts';
import { doorVariables, openDoor } from '#shared/persistence/open-door.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import type { AuditDesk } from './audit-desk.ts';

export function connect(): Connection<AuditDesk> {
  const settings = readEnvironment([...doorVariables, 'attachmentBucket']);
  const { table, keys, door } = openDoor(settings);
  const { accounts, agents, ids, now } = openDeskBase(table);
  const downloads = openDownloads({ bucket: settings.attachmentBucket, now });
  return { desk: { log: openAuditLog(table), accounts, agents, downloads, ids, now, keys }, ...door };
}
