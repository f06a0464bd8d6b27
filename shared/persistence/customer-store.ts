import type { Customer } from '#shared/domain/customer/customer.ts';
import type { CustomerStore } from '#shared/domain/customer/customer-store.ts';
import type { TicketCustomer } from '#shared/domain/ticket/ticket.ts';
import * as keys from './keys.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';

export function openCustomerStore(table: Table): CustomerStore {
  return {
    find: async (id) => {
      const item = await table.get(keys.customerById(id));
      return item === undefined ? undefined : thingOf<Customer>(item);
    },
    getLastAgents: async (ids) => {
      const items = await table.getMany([...new Set(ids)].map(keys.customerById));
      const customers = items.map((item) => thingOf<Customer>(item));
      return new Map(
        customers.flatMap(({ id, lastAgentId }) => (lastAgentId === null ? [] : [[id, lastAgentId]])),
      );
    },
    findByAddresses: async (addresses) => {
      const asked = addresses.map(({ kind, value }) => keys.customerByAddress(kind, value));
      const items = await table.getMany(asked);
      const byKey = new Map(
        items.map((item) => [item.pk, thingOf<{ customer: TicketCustomer }>(item).customer]),
      );
      return asked.flatMap((key) => byKey.get(key.pk) ?? []);
    },
  };
}
