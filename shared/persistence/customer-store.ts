import type { CustomerStore } from '#shared/domain/customer/customer-store.ts';
import { toCustomer, toOwner } from './customer-item.ts';
import { addressKey } from './customer-writes.ts';
import * as keys from './keys.ts';
import type { Table } from './table.ts';

export function openCustomerStore(table: Table): CustomerStore {
  return {
    find: async (id) => {
      const item = await table.get(keys.customerById(id));
      return item === undefined ? undefined : toCustomer(item);
    },
    getLastAgents: async (ids) => {
      const items = await table.getMany([...new Set(ids)].map(keys.customerById));
      const customers = items.map(toCustomer);
      return new Map(
        customers.flatMap(({ id, lastAgentId }) => (lastAgentId === null ? [] : [[id, lastAgentId]])),
      );
    },
    findByAddresses: async (addresses) => {
      const items = await table.getMany(addresses.map(addressKey));
      const ownerByKey = new Map(items.map((item) => [item.pk, toOwner(item)]));
      return addresses.flatMap((address) => {
        const owner = ownerByKey.get(addressKey(address).pk);
        return owner === undefined ? [] : [{ address, owner }];
      });
    },
  };
}
