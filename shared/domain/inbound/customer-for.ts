import type { Instant } from '../business-time/instant.ts';
import type { Customer, CustomerInput } from '../customer/customer.ts';
import type { Ids } from '../ids.ts';
import type { TicketCustomer } from '../ticket/ticket.ts';

/** Whose ticket it is; `newCustomer` when nobody had the address yet. */
export interface ChosenCustomer {
  readonly customer: TicketCustomer;
  readonly newCustomer: Customer | undefined;
}

/**
 * The customer of what somebody said of himself. The mail address decides; a telephone number alone finds its owner, and
 * beside an unknown mail address it stays with its owner. Without any address he is a customer of his own.
 * @param known who has these addresses already.
 */
export function customerFor(
  given: CustomerInput,
  known: readonly TicketCustomer[],
  context: { readonly ids: Ids; readonly at: Instant },
): ChosenCustomer {
  const { email, phone } = given;
  const ownerOfPhone = known.find((one) => phone !== null && one.phone === phone);
  const found =
    email === null ? ownerOfPhone : known.find((one) => one.email?.toLowerCase() === email.toLowerCase());
  if (found !== undefined)
    return { customer: { ...found, name: found.name ?? given.name }, newCustomer: undefined };
  const newCustomer: Customer = {
    id: context.ids.next('cus'),
    name: given.name,
    email,
    phone: ownerOfPhone === undefined ? phone : null,
    version: 1,
    createdAt: context.at,
    updatedAt: context.at,
    lastAgentId: null,
  };
  const { id, name } = newCustomer;
  return { customer: { id, name, email, phone: newCustomer.phone }, newCustomer };
}
