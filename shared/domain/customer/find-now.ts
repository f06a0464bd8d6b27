import type { CustomerId } from '../ids.ts';
import type { Customer } from './customer.ts';
import type { CustomerStore } from './customer-store.ts';

/** A list of his tickets asks for each of his ids; each merger of a merger is one of them. */
export const mostMerged = 50;

type Customers = Pick<CustomerStore, 'find'>;

/** Who a customer is now: whoever was merged is who he was merged into. Undefined where nobody is he any more. */
export async function findNow(customers: Customers, id: CustomerId): Promise<Customer | undefined> {
  let customer = await customers.find(id);
  for (let step = 0; step < mostMerged; step++) {
    if (customer?.mergedIntoId === undefined) break;
    customer = await customers.find(customer.mergedIntoId);
  }
  return customer;
}

/** Every id under which tickets are his, whichever of them is named; an unknown one stands for itself. */
export async function idsOf(customers: Customers, id: CustomerId): Promise<readonly CustomerId[]> {
  const customer = await findNow(customers, id);
  return customer === undefined ? [id] : [customer.id, ...customer.mergedIds];
}
