import type { AccountStore } from '../account/account-store.ts';
import { auditEntryOf, type ChangeRequest, isAlike } from '../account/audit-entry.ts';
import { newlyKept, requireVersion, withInput } from '../account/configured-thing.ts';
import { KeptAlready } from '../account/kept-already.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import type { CustomerId, Ids } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { TicketIndex } from '../ticket/ticket-index.ts';
import type { Customer, CustomerInput } from './customer.ts';
import type { CustomerRegister, RegisterOutcome } from './customer-register.ts';
import type { CustomerStore } from './customer-store.ts';

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

interface Creation {
  readonly input: CustomerInput;
  readonly keep: (customer: Customer) => KeptAnswer | undefined;
}

/** Refuses with `in-use` an address of another customer. */
export async function createCustomer(desk: CustomerDesk, { input, keep }: Creation): Promise<Customer> {
  const at = toInstant(desk.now());
  const customer: Customer = { ...newlyKept(desk.ids.next('cus'), input, at), lastAgentId: null };
  refuseUnsaved(await desk.register.create(customer, keep(customer)));
  return customer;
}

interface Edit {
  readonly id: string;
  readonly request: Pick<ChangeRequest, 'ifMatch'>;
  /** What shall be said of him, given what was. */
  readonly edit: (before: Customer) => CustomerInput;
}

/** Refuses with `in-use` an address of another customer. Tickets show him as he was when they came. */
export async function editCustomer(desk: CustomerDesk, { id, request, edit }: Edit): Promise<Customer> {
  const before = await getCustomer(desk, id);
  requireVersion(before.version, request.ifMatch);
  const { lastAgentId } = before;
  const after = withInput(before, { ...edit(before), lastAgentId }, toInstant(desk.now()));
  const { version, updatedAt } = before;
  if (isAlike(before, { ...after, version, updatedAt })) return before;
  refuseUnsaved(await desk.register.change(before, after));
  return after;
}

/** Refuses with `in-use` while tickets are his. */
export async function removeCustomer(
  desk: CustomerDesk,
  { id, request }: { id: string; request: ChangeRequest },
): Promise<void> {
  const customer = await getCustomer(desk, id);
  requireVersion(customer.version, request.ifMatch);
  const page = { sort: 'createdAt', backward: true, after: undefined, limit: 1 } as const;
  const tickets = await desk.index.list({ by: 'customer', value: customer.id }, page);
  if (tickets.length > 0) throw new Refusal('in-use', 'The customer has tickets.');
  const { settings } = await desk.accounts.load();
  // By id alone: the log outlives him, and must not say who he was.
  const audit = auditEntryOf({ noun: 'customer', id, before: { id }, after: null }, request, {
    at: toInstant(desk.now()),
    ids: desk.ids,
    retentionDays: settings.auditRetentionDays,
  });
  refuseUnsaved(await desk.register.remove(customer, audit));
}

function refuseUnsaved(outcome: RegisterOutcome): void {
  if (outcome === 'saved') return;
  if (outcome === 'kept-already') throw new KeptAlready();
  if (outcome === 'changed-meanwhile') {
    throw new Refusal(
      'edited-by-someone-else',
      'Others are changing this customer at the moment; try again.',
    );
  }
  const path = outcome === 'email-taken' ? 'email' : 'phone';
  const errors = [{ path, message: 'Another customer has this address' }];
  throw new Refusal('in-use', 'Another customer has this address.', { errors });
}
