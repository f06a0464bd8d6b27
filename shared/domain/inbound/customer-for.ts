import type { Instant } from '../business-time/instant.ts';
import { settleAddresses } from '../customer/address.ts';
import {
  barely,
  type Customer,
  type GivenCustomer,
  noAddresses,
  type OwnedAddress,
} from '../customer/customer.ts';
import type { Ids } from '../ids.ts';
import type { TicketCustomer } from '../ticket/ticket.ts';

/** Whose ticket it is; `newCustomer` when nobody had the address yet. */
export interface ChosenCustomer {
  readonly customer: TicketCustomer;
  readonly newCustomer: Customer | undefined;
}

/**
 * The customer of what somebody said of himself. The mail address decides; a telephone number alone finds its owner, and
 * beside an unknown mail address it stays with its owner. Without any address he is a customer of his own. His ticket
 * shows the addresses that he came with, so that he is answered there.
 * @param known who has these addresses already.
 */
export function customerFor(
  given: GivenCustomer,
  known: readonly OwnedAddress[],
  context: { readonly ids: Ids; readonly at: Instant },
): ChosenCustomer {
  const ownerOf = (kind: 'email' | 'phone') =>
    known.find(({ address }) => address.kind === kind && address.value === given[kind])?.owner;
  const found = ownerOf(given.email === null ? 'phone' : 'email');
  if (found !== undefined) {
    const { id, name, email, phone } = found;
    const own = { email: given.email ?? email, phone: given.email === null ? given.phone : phone };
    return { customer: { id, name: name ?? given.name, ...own }, newCustomer: undefined };
  }
  const phone = ownerOf('phone') === undefined ? given.phone : null;
  const newCustomer: Customer = {
    ...barely,
    ...settleAddresses(noAddresses, { email: given.email, phone }),
    id: context.ids.next('cus'),
    name: given.name,
    version: 1,
    createdAt: context.at,
    updatedAt: context.at,
  };
  const { id, name, email } = newCustomer;
  return { customer: { id, name, email, phone }, newCustomer };
}
