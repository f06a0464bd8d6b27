import type { AgentId, CustomerId } from '../ids.ts';
import type { CustomerAddress } from './address.ts';
import type { Customer, OwnedAddress } from './customer.ts';

export interface CustomerStore {
  find(id: CustomerId): Promise<Customer | undefined>;
  /** Consistent; whose these addresses are, in that order, without those that nobody has. */
  findByAddresses(addresses: readonly CustomerAddress[]): Promise<OwnedAddress[]>;
  /** Who answered each customer last; customers whom nobody answered are left out. */
  getLastAgents(ids: readonly CustomerId[]): Promise<Map<CustomerId, AgentId>>;
}
