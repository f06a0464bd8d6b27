import type { AuditEntry } from '#shared/domain/account/audit-entry.ts';
import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import * as keys from './keys.ts';
import { putNew, type Write } from './write.ts';

const daySeconds = 86_400;

/** Part of the transaction that it tells of. */
export function auditWrite({ retentionDays, ...entry }: AuditEntry): Write {
  const expiresAt = Math.ceil(toEpochMs(entry.at) / 1000) + retentionDays * daySeconds;
  return putNew(keys.auditAt(entry.at, entry.id), 'audit', { data: entry, beside: { expiresAt } });
}
