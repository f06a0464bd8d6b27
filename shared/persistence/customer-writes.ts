import { addressesOf, type CustomerAddress } from '#shared/domain/customer/address.ts';
import type { AddressOwner, Customer } from '#shared/domain/customer/customer.ts';
import * as keys from './keys.ts';
import { putNew, type Write } from './write.ts';

export const addressKey = ({ kind, value }: CustomerAddress) => keys.customerByAddress(kind, value);

/** What a ticket shows of him stands with each address, so that a message finds it in one read. */
export const ownerOf = ({ id, name, email, phone, mergedIds }: Customer): AddressOwner => ({
  id,
  name,
  email,
  phone,
  mergedIds,
});

/** A new customer with his addresses; each address is taken by one customer only. */
export function customerWrites(customer: Customer): Write[] {
  return [
    ...addressesOf(customer).map((address) =>
      putNew(addressKey(address), 'address', { data: { customer: ownerOf(customer) } }),
    ),
    putNew(keys.customerById(customer.id), 'customer', {
      data: customer,
      beside: {
        ...keys.createdList('CUSTOMERS', customer.createdAt, customer.id),
        ...keys.groupOf(customer),
      },
    }),
  ];
}
