import { auditEntryOf, type ChangeRequest } from '../account/audit-entry.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import { barely, type Customer, noAddresses } from './customer.ts';
import { type CustomerDesk, getCustomer, refuseUnsaved, requireKnown } from './keep-customer.ts';

interface ErasureRequest {
  readonly id: string;
  readonly request: ChangeRequest;
  readonly keep: (customer: Customer) => KeptAnswer | undefined;
}

/**
 * Forgets who a customer is, at once: his name, addresses, group, country, language and fields. His tickets follow in
 * the background; his id stays, because counts and timelines name it. Whoever writes from one of his addresses afterwards
 * is somebody new. Erased already, he stays as he is.
 */
export async function eraseCustomer(
  desk: CustomerDesk,
  { id, request, keep }: ErasureRequest,
): Promise<Customer> {
  const before = await getCustomer(desk, id);
  if (before.erasedAt !== null) return before;
  requireKnown(before);
  const at = toInstant(desk.now());
  const { lastAgentId, mergedIds, createdAt, version } = before;
  const known = { ...barely, ...noAddresses, name: null, addresses: [], lastAgentId, mergedIds };
  const after: Customer = {
    ...known,
    id: before.id,
    version: version + 1,
    createdAt,
    updatedAt: at,
    erasedAt: at,
  };
  const { settings } = await desk.accounts.load();
  // By id alone: the log outlives him, and must not say who he was.
  const audited = auditEntryOf({ noun: 'customer', id, before: null, after: null }, request, {
    at,
    ids: desk.ids,
    retentionDays: settings.auditRetentionDays,
  });
  const outcome = await desk.register.erase(before, after, {
    audit: { ...audited, action: 'customer.erased' },
    keep: keep(after),
  });
  refuseUnsaved(outcome, {});
  return after;
}
