import type { AgentId, CustomerId } from '../ids.ts';
import type { TicketCustomer } from '../ticket/ticket.ts';
import type { Customer, CustomerAddress } from './customer.ts';

export interface CustomerStore {
  find(id: CustomerId): Promise<Customer | undefined>;
  /** Consistent; the customers of these addresses, as tickets show them, in that order, without those that nobody has. */
  findByAddresses(addresses: readonly CustomerAddress[]): Promise<TicketCustomer[]>;
  /** Who answered each customer last; customers whom nobody answered are left out. */
  getLastAgents(ids: readonly CustomerId[]): Promise<Map<CustomerId, AgentId>>;
}
