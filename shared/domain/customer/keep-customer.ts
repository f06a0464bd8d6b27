import type { AccountStore } from '../account/account-store.ts';
import { auditEntryOf, type ChangeRequest, isAlike } from '../account/audit-entry.ts';
import { newlyKept, requireVersion, withInput } from '../account/configured-thing.ts';
import { KeptAlready } from '../account/kept-already.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import type { CustomerId, Ids } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { TicketIndex } from '../ticket/ticket-index.ts';
import { type CustomerAddress, mostAddresses, type SaidAddresses, settleAddresses } from './address.ts';
import { barely, type Customer, type CustomerInput, noAddresses } from './customer.ts';
import type { CustomerRegister, RegisterOutcome } from './customer-register.ts';
import type { CustomerStore } from './customer-store.ts';
import { findNow } from './find-now.ts';

export interface CustomerDesk {
  readonly customers: CustomerStore;
  readonly register: CustomerRegister;
  readonly index: Pick<TicketIndex, 'list'>;
  readonly accounts: AccountStore;
  readonly ids: Ids;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Refuses with `not-found`. */
export async function getCustomer(
  { customers }: Pick<CustomerDesk, 'customers'>,
  id: string,
): Promise<Customer> {
  const customer = await customers.find(id as CustomerId);
  if (customer === undefined) throw new Refusal('not-found', 'There is no such customer.');
  return customer;
}

/** As above, whichever of his ids is named: those of customers that were merged into him are his. */
export async function getCustomerNow(
  { customers }: Pick<CustomerDesk, 'customers'>,
  id: string,
): Promise<Customer> {
  const customer = await findNow(customers, id as CustomerId);
  if (customer === undefined) throw new Refusal('not-found', 'There is no such customer.');
  return customer;
}

interface Creation {
  readonly input: CustomerInput;
  readonly keep: (customer: Customer) => KeptAnswer | undefined;
}

/** Refuses with `in-use` an address of another customer. */
export async function createCustomer(desk: CustomerDesk, { input, keep }: Creation): Promise<Customer> {
  const at = toInstant(desk.now());
  const { email, phone, addresses } = input;
  const said = { email: email ?? undefined, phone: phone ?? undefined, addresses };
  const kept = newlyKept(desk.ids.next('cus'), knownOf(input, settleAddresses(noAddresses, said)), at);
  const customer: Customer = { ...barely, ...kept };
  requireFew(customer);
  refuseUnsaved(await desk.register.create(customer, keep(customer)), input);
  return customer;
}

interface Edit {
  readonly id: string;
  readonly request: Pick<ChangeRequest, 'ifMatch'>;
  /** What shall be said of him, given what was. */
  readonly edit: (before: Customer) => CustomerInput;
  /** What of it is about addresses. */
  readonly said: SaidAddresses;
}

/** Refuses with `in-use` an address of another customer. Tickets show him as he was when they came. */
export async function editCustomer(desk: CustomerDesk, { id, request, edit, said }: Edit): Promise<Customer> {
  const before = await getCustomer(desk, id);
  requireVersion(before.version, request.ifMatch);
  requireKnown(before);
  const { lastAgentId, mergedIds, erasedAt } = before;
  const known = knownOf(edit(before), settleAddresses(before, said));
  const after = withInput(before, { ...known, lastAgentId, mergedIds, erasedAt }, toInstant(desk.now()));
  requireFew(after);
  const { version, updatedAt } = before;
  if (isAlike(before, { ...after, version, updatedAt })) return before;
  refuseUnsaved(await desk.register.change(before, after), said);
  return after;
}

/** Refuses with `in-use` while tickets are his. */
export async function removeCustomer(
  desk: CustomerDesk,
  { id, request }: { id: string; request: ChangeRequest },
): Promise<void> {
  const customer = await getCustomer(desk, id);
  requireVersion(customer.version, request.ifMatch);
  requireKnown(customer);
  const page = { sort: 'createdAt', backward: true, after: undefined, limit: 1 } as const;
  const tickets = await Promise.all(
    [customer.id, ...customer.mergedIds].map((value) => desk.index.list({ by: 'customer', value }, page)),
  );
  if (tickets.flat().length > 0) throw new Refusal('in-use', 'The customer has tickets.');
  const { settings } = await desk.accounts.load();
  // By id alone: the log outlives him, and must not say who he was.
  const audit = auditEntryOf({ noun: 'customer', id, before: { id }, after: null }, request, {
    at: toInstant(desk.now()),
    ids: desk.ids,
    retentionDays: settings.auditRetentionDays,
  });
  refuseUnsaved(await desk.register.remove(customer, audit), {});
}

/** Refuses with `customer-is-merged`, or `customer-erased`: what would be said of him is said of somebody else. */
export function requireKnown({ erasedAt, mergedIntoId }: Customer): void {
  if (mergedIntoId !== undefined) {
    throw new Refusal('customer-is-merged', `This customer was merged into ${mergedIntoId}.`, {
      id: mergedIntoId,
    });
  }
  if (erasedAt !== null) throw new Refusal('customer-erased', 'This customer was erased.');
}

/** Fields without a value are none. */
function knownOf(input: CustomerInput, addresses: ReturnType<typeof settleAddresses>): CustomerInput {
  const fields = Object.entries(input.fields).filter(([, value]) => value !== null);
  return { ...input, ...addresses, fields: Object.fromEntries(fields) };
}

function requireFew({ addresses }: Customer): void {
  if (addresses.length <= mostAddresses) return;
  const errors = [{ path: 'addresses', message: `are more than ${mostAddresses}` }];
  throw new Refusal('invalid', 'The request has faults', { errors });
}

export function refuseUnsaved(outcome: RegisterOutcome, said: SaidAddresses): void {
  if (outcome === 'saved') return;
  if (outcome === 'kept-already') throw new KeptAlready();
  if (outcome === 'changed-meanwhile') {
    throw new Refusal(
      'edited-by-someone-else',
      'Others are changing this customer at the moment; try again.',
    );
  }
  const errors = [{ path: pathOf(outcome.taken, said), message: 'Another customer has this address' }];
  throw new Refusal('in-use', 'Another customer has this address.', { errors });
}

/** Where the request named it. */
function pathOf({ kind, value }: CustomerAddress, { addresses = [] }: SaidAddresses): string {
  const at = addresses.findIndex((address) => address.kind === kind && address.value === value);
  return at === -1 ? kind : `addresses.${at}.value`;
}
