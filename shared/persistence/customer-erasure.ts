import type { AuditEntry } from '#shared/domain/account/audit-entry.ts';
import type { KeptAnswer } from '#shared/domain/account/kept-answer.ts';
import { addressesOf } from '#shared/domain/customer/address.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { RegisterOutcome } from '#shared/domain/customer/customer-register.ts';
import type { Erasure } from '#shared/domain/customer/erasure.ts';
import { freeAddress, overVersion } from './customer-writes.ts';
import * as keys from './keys.ts';
import { expecting, type NamedWrite, recordWrites } from './named-write.ts';
import { put } from './write.ts';

export interface ErasureRecords {
  readonly audit: AuditEntry;
  readonly keep: KeptAnswer | undefined;
  readonly dueShards: number;
}

/** His item says nothing more and stands in no list; his addresses are free; what tells of him elsewhere is due. */
export function eraseWrites(
  before: Customer,
  after: Customer,
  { audit, keep, dueShards }: ErasureRecords,
): NamedWrite<RegisterOutcome>[] {
  const erasure: Erasure = {
    customerId: after.id,
    at: after.updatedAt,
    ids: [after.id, ...after.mergedIds],
    place: { of: 0, after: null },
  };
  const shard = keys.shardOf(after.id, dueShards);
  return [
    ...recordWrites({ audit, keep }),
    ...expecting(
      [
        overVersion(before, after, { drop: ['departmentKey', 'createdKey', 'tagKey'] }),
        ...addressesOf(before).map((address) => freeAddress(before, address)),
        put(keys.erasureOf(after.id), 'erasure', {
          data: erasure,
          beside: keys.dueKeys({ at: after.updatedAt, sweep: 'wake' }, shard),
        }),
      ],
      'changed-meanwhile',
    ),
  ];
}
