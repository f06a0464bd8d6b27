import type { JobDesk } from '#shared/domain/job/job-desk.ts';
import { openTicketSearch } from '#shared/domain/search/ticket-search.ts';
import { openConfigurationStore, saveTogetherIn } from '#shared/persistence/configuration-store.ts';
import { openJobStore } from '#shared/persistence/job-store.ts';
import { openDesk } from '#shared/persistence/open-desk.ts';
import { openOrganisationStore } from '#shared/persistence/organisation-store.ts';
import { openPrincipalStore } from '#shared/persistence/principal-store.ts';
import type { Table } from '#shared/persistence/table.ts';
import { openWordIndex } from '#shared/persistence/word-index.ts';

const shards = { due: 4, day: 4 };
const noLongTexts = {
  put: () => Promise.reject(new Error('no text here is long')),
  get: () => Promise.reject(new Error('no text here is long')),
};

/** What the function works with, for a test that gets in between. */
export function openJobDesk(table: Table, now: () => number): JobDesk {
  return {
    ...openDesk(table, noLongTexts, shards),
    now,
    search: openTicketSearch(openWordIndex(table)),
    jobs: openJobStore(table, shards.due),
    principals: openPrincipalStore(table, now),
    configuration: openConfigurationStore(table, shards.due),
    saveTogether: saveTogetherIn(table, shards.due),
    organisation: openOrganisationStore(table, shards.due),
  };
}
