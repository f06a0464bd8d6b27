import { findNow } from '../customer/find-now.ts';
import type { Desk } from '../desk.ts';
import type { CustomerId } from '../ids.ts';
import type { ConditionGroups } from './condition.ts';
import { findField } from './fields.ts';
import type { KnownCustomer } from './learned.ts';

/** Reads the customer only where a rule asks something of him that his ticket does not show; null: he is not known. */
export async function learnCustomer(
  { customers }: Pick<Desk, 'customers'>,
  rules: readonly { readonly groups: ConditionGroups }[],
  id: CustomerId | null,
): Promise<KnownCustomer | null> {
  const asks = rules.some(({ groups }) => groups.some(({ conditions }) => conditions.some(asksOfCustomer)));
  if (id === null || !asks) return null;
  return (await findNow(customers, id)) ?? null;
}

const asksOfCustomer = ({ field }: { readonly field: string }) =>
  findField(field)?.field.needs === 'customer';
