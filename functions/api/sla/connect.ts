import type { Connection } from '#shared/lambda/serve.ts';
import { openDownloads } from '#shared/messaging/downloads.ts';
import { openAuditLog } from '#shared/persistence/audit-log.ts';
import { openForecastReader } from '#shared/persistence/forecast-store.ts';
import { openDeskBase } from '#shared/persistence/open-desk.ts';
import { doorVariables, openDoor } from '#shared/persistence/open-door.ts';
import { openSlaLog } from '#shared/persistence/sla-log.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import type { SlaDesk } from './sla-desk.ts';

export function connect(): Connection<SlaDesk> {
  const settings = readEnvironment([...doorVariables, 'attachmentBucket']);
  const { table, keys, door } = openDoor(settings);
  const { accounts, ids, now } = openDeskBase(table);
  const desk: SlaDesk = {
    accounts,
    ids,
    now,
    keys,
    forecast: openForecastReader(table),
    slaLog: openSlaLog(table),
    audit: openAuditLog(table),
    downloads: openDownloads({ bucket: settings.attachmentBucket, now }),
  };
  return { desk, ...door };
}
