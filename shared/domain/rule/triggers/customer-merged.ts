import type { Trigger } from '../trigger.ts';

export const customerMerged = {
  name: 'customer.merged',
  says: 'Customers were merged',
  about: 'customer',
} as const satisfies Trigger;
