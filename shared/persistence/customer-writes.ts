import type { Customer, CustomerAddress } from '#shared/domain/customer/customer.ts';
import * as keys from './keys.ts';
import { putNew, type Write } from './write.ts';

/** A new customer with his addresses; each address is taken by one customer only. */
export function customerWrites(customer: Customer, addresses: readonly CustomerAddress[]): Write[] {
  return [
    ...addresses.map(({ kind, value }) =>
      putNew(keys.customerByAddress(kind, value), 'address', { data: { customerId: customer.id } }),
    ),
    putNew(keys.customerById(customer.id), 'customer', {
      data: customer,
      beside: keys.createdList('CUSTOMERS', customer.createdAt, customer.id),
    }),
  ];
}
