import { isAudit } from './keys.ts';
import type { Write } from './write.ts';

/**
 * The audit log only grows. The rights of a function cannot tell partitions of one table apart in a transaction, so
 * the one place through which every write goes lets no other write to the log pass than a new entry.
 */
export function requireAppendOnly({ Put, Update, Delete }: Write): void {
  const key = Put?.Item ?? Update?.Key ?? Delete?.Key;
  if (!isAudit(String(key?.['pk']))) return;
  if (Put?.ConditionExpression === 'attribute_not_exists(pk)') return;
  throw new Error('the audit log only grows: no entry is changed or deleted');
}
