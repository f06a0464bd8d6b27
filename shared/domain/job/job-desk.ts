import type { PrincipalStore } from '../access/principal-store.ts';
import type { ConfigurationStore, SaveTogether } from '../account/configuration-store.ts';
import type { OrganisationStore } from '../agent/organisation-store.ts';
import type { Desk } from '../desk.ts';
import type { TicketSearch } from '../search/ticket-search.ts';
import type { DeliveryStore } from '../webhook/delivery-store.ts';
import type { JobStore } from './job-store.ts';

/** What jobs work with. */
export interface JobDesk extends Desk {
  readonly search: TicketSearch;
  readonly jobs: JobStore;
  readonly principals: PrincipalStore;
  readonly configuration: Pick<ConfigurationStore, 'load'>;
  readonly saveTogether: SaveTogether;
  readonly organisation: OrganisationStore;
  readonly deliveries: DeliveryStore;
}
