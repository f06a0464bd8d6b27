import type { Key } from './keys.ts';

/** That one customer was merged into another. */
export const mergedCustomer = (customerId: string, sourceId: string): Key => ({
  pk: customerId,
  sk: `MERGED#${sourceId}`,
});
