import { addressesOf } from '#shared/domain/customer/address.ts';
import { type AddressOwner, barely, type Customer, noAddresses } from '#shared/domain/customer/customer.ts';
import type { Item } from './table.ts';
import { thingOf } from './ticket-item.ts';

/** What items of the first state do not have yet. */
export function toCustomer(item: Item): Customer {
  const kept = { ...barely, ...noAddresses, ...thingOf<Partial<Customer>>(item) } as Customer;
  return { ...kept, addresses: addressesOf(kept) };
}

export const toOwner = (item: Item): AddressOwner => ({
  ...{ mergedIds: [] },
  ...thingOf<{ customer: AddressOwner }>(item).customer,
});
