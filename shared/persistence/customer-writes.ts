import type { Customer, CustomerAddress } from '#shared/domain/customer/customer.ts';
import type { TicketCustomer } from '#shared/domain/ticket/ticket.ts';
import * as keys from './keys.ts';
import { putNew, type Write } from './write.ts';

/** What a ticket shows of him stands with each address, so that a message finds it in one read. */
export const shownOf = ({ id, name, email, phone }: Customer): TicketCustomer => ({ id, name, email, phone });

/** A new customer with his addresses; each address is taken by one customer only. */
export function customerWrites(customer: Customer, addresses: readonly CustomerAddress[]): Write[] {
  return [
    ...addresses.map(({ kind, value }) =>
      putNew(keys.customerByAddress(kind, value), 'address', { data: { customer: shownOf(customer) } }),
    ),
    putNew(keys.customerById(customer.id), 'customer', {
      data: customer,
      beside: keys.createdList('CUSTOMERS', customer.createdAt, customer.id),
    }),
  ];
}
