import { JobWake } from '#events/contracts/job-wake.ts';
import type { JobDesk } from '#shared/domain/job/job-desk.ts';
import { openTicketSearch } from '#shared/domain/search/ticket-search.ts';
import { consume } from '#shared/lambda/consume.ts';
import { openConfigurationStore, saveTogetherIn } from '#shared/persistence/configuration-store.ts';
import { openJobStore } from '#shared/persistence/job-store.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { openOrganisationStore } from '#shared/persistence/organisation-store.ts';
import { openPrincipalStore } from '#shared/persistence/principal-store.ts';
import { openWordIndex } from '#shared/persistence/word-index.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { runJob } from './run-job.ts';

const connect = (): JobDesk => {
  const settings = readEnvironment(['tableName', 'attachmentBucket', 'dueShards']);
  const table = openTable(settings.tableName);
  return {
    ...openTicketDesk(settings),
    search: openTicketSearch(openWordIndex(table)),
    jobs: openJobStore(table, settings.dueShards),
    principals: openPrincipalStore(table, now),
    configuration: openConfigurationStore(table, settings.dueShards),
    saveTogether: saveTogetherIn(table, settings.dueShards),
    organisation: openOrganisationStore(table, settings.dueShards),
  };
};

export const handler = consume(JobWake, runJob, connect);
