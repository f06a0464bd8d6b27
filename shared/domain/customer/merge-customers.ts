import { auditEntryOf, type ChangeRequest } from '../account/audit-entry.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { type Instant, toInstant } from '../business-time/instant.ts';
import type { CustomerId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { addressesOf, isAmong, mostAddresses, settleAddresses } from './address.ts';
import { barely, type Customer, mostFields, noAddresses } from './customer.ts';
import { mostMerged } from './find-now.ts';
import { type CustomerDesk, getCustomer, refuseUnsaved, requireKnown } from './keep-customer.ts';

export const mostMergedAtOnce = 20;
/** How often it is decided anew on what others have just left. */
const tries = 8;

export interface Merge {
  readonly target: { readonly before: Customer; readonly after: Customer };
  readonly sources: readonly { readonly before: Customer; readonly after: Customer }[];
}

interface MergeRequest {
  readonly id: string;
  /** Each once. */
  readonly sourceIds: readonly string[];
  readonly request: ChangeRequest;
  readonly keep: (customer: Customer) => KeptAnswer | undefined;
}

/**
 * Merges customers into one: he has their addresses, and their tickets are found as his, with those of whoever was merged
 * into them before. All of them, or none. Refuses with `customer-is-merged` and `customer-erased` who is nobody by himself
 * any more, with `merge-not-allowed` what would be too much for one. Whoever is he already is passed over: twice is once.
 */
export async function mergeCustomers(
  desk: CustomerDesk,
  { id, sourceIds, request, keep }: MergeRequest,
): Promise<Customer> {
  requireOthers(id, sourceIds);
  for (let attempt = 1; attempt <= tries; attempt++) {
    const [target, sources] = await Promise.all([
      getCustomer(desk, id),
      Promise.all(sourceIds.map((sourceId) => getCustomer(desk, sourceId))),
    ]);
    requireKnown(target);
    const others = sources.filter((source) => !target.mergedIds.includes(source.id));
    if (others.length === 0) return target;
    if (isTorn(target, others)) continue;
    const merge = decideMerge(target, others, toInstant(desk.now()));
    const { after } = merge.target;
    const records = { audit: await auditOf(desk, merge, request), keep: keep(after) };
    const outcome = await desk.register.merge(merge, { ...records, agentId: request.principal.agentId });
    if (outcome === 'saved') return after;
    if (outcome !== 'changed-meanwhile') refuseUnsaved(outcome, {});
  }
  throw new Refusal(
    'edited-by-someone-else',
    'Others are changing these customers at the moment; try again.',
  );
}

/** They were read one by one: what one of them has of another shows that they were merged in between. */
function isTorn(target: Customer, sources: readonly Customer[]): boolean {
  const addresses = [target, ...sources].flatMap(addressesOf);
  const isShared = addresses.some((one, at) => isAmong(one, addresses.slice(at + 1)));
  return isShared || sources.some(({ mergedIntoId }) => mergedIntoId === target.id);
}

async function auditOf(desk: CustomerDesk, { target, sources }: Merge, request: ChangeRequest) {
  const { settings } = await desk.accounts.load();
  // By ids alone: the log outlives them, and must not say who they were.
  const after = { sourceIds: sources.map(({ before }) => before.id) };
  const audited = { noun: 'customer', id: target.after.id, before: {}, after } as const;
  const context = { at: target.after.updatedAt, ids: desk.ids, retentionDays: settings.auditRetentionDays };
  return { ...auditEntryOf(audited, request, context), action: 'customer.merged' as const };
}

/** What is said of the target goes before what is said of the first source, and so on. */
export function decideMerge(target: Customer, sources: readonly Customer[], at: Instant): Merge {
  const all = [target, ...sources];
  requireOthers(
    target.id,
    sources.map(({ id }) => id),
  );
  all.forEach(requireKnown);
  const after: Customer = {
    ...target,
    ...joinedAddresses(target, sources),
    name: firstOf(all, 'name'),
    group: firstOf(all, 'group'),
    language: firstOf(all, 'language'),
    country: firstOf(all, 'country'),
    fields: joinedFields(all),
    lastAgentId: firstOf(all, 'lastAgentId'),
    mergedIds: joinedIds(target, sources),
    version: target.version + 1,
    updatedAt: at,
  };
  return {
    target: { before: target, after },
    sources: sources.map((before) => ({ before, after: mergedInto(before, target.id, at) })),
  };
}

function requireOthers(id: string, sourceIds: readonly string[]): void {
  if (!sourceIds.includes(id)) return;
  throw new Refusal('merge-not-allowed', 'No customer is merged into himself.');
}

const firstOf = <Field extends 'name' | 'group' | 'language' | 'country' | 'lastAgentId'>(
  all: readonly Customer[],
  field: Field,
): Customer[Field] => all.find((one) => one[field] !== null)?.[field] ?? (null as Customer[Field]);

function joinedFields(all: readonly Customer[]): Customer['fields'] {
  const fields: Customer['fields'] = Object.assign({}, ...all.toReversed().map((one) => one.fields));
  if (Object.keys(fields).length <= mostFields) return fields;
  throw new Refusal('merge-not-allowed', `No customer has more than ${mostFields} fields.`);
}

function joinedAddresses(target: Customer, sources: readonly Customer[]) {
  const addresses = [target, ...sources].flatMap(addressesOf);
  if (addresses.length <= mostAddresses) return settleAddresses(target, { addresses });
  throw new Refusal('merge-not-allowed', `No customer has more than ${mostAddresses} addresses.`);
}

function joinedIds({ mergedIds }: Customer, sources: readonly Customer[]): CustomerId[] {
  const ids = [...mergedIds, ...sources.flatMap((source) => [source.id, ...source.mergedIds])];
  if (ids.length <= mostMerged) return ids;
  throw new Refusal('merge-not-allowed', `No more than ${mostMerged} customers are merged into one.`);
}

/** Nothing is known of him by himself any more; who answered him last still has his open tickets. */
function mergedInto(
  { id, lastAgentId, createdAt, version }: Customer,
  into: CustomerId,
  at: Instant,
): Customer {
  const known = { ...barely, ...noAddresses, addresses: [], name: null };
  return { ...known, id, lastAgentId, mergedIntoId: into, version: version + 1, createdAt, updatedAt: at };
}
