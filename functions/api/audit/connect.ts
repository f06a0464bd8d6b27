import type { Connection } from '#shared/lambda/serve.ts';
import { openAuditLog } from '#shared/persistence/audit-log.ts';
import { openDeskBase } from '#shared/persistence/open-desk.ts';
import { doorVariables, openDoor } from '#shared/persistence/open-door.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import type { AuditDesk } from './audit-desk.ts';

export function connect(): Connection<AuditDesk> {
  const { table, keys, door } = openDoor(readEnvironment(doorVariables));
  const { accounts, ids, now } = openDeskBase(table);
  return { desk: { log: openAuditLog(table), accounts, ids, now, keys }, ...door };
}
