import { addressesOf, type CustomerAddress } from '#shared/domain/customer/address.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { MergeRecords, RegisterOutcome } from '#shared/domain/customer/customer-register.ts';
import type { Merge } from '#shared/domain/customer/merge-customers.ts';
import type { MergedCustomer } from '#shared/domain/customer/merged-customer.ts';
import { addressKey, overVersion, ownerOf } from './customer-writes.ts';
import { keptAnswerWrite } from './kept-answers.ts';
import * as keys from './keys.ts';
import { mergedCustomer } from './keys-customer.ts';
import { expecting, type NamedWrite, recordWrites } from './named-write.ts';
import { putNew, update, type Write } from './write.ts';

/** One transaction: at most forty addresses, and two writes for each source. */
export function mergeWrites(
  { target, sources }: Merge,
  { audit, keep, agentId }: MergeRecords,
): NamedWrite<RegisterOutcome>[] {
  const { before, after } = target;
  return [
    ...expecting(keep === undefined ? [] : [keptAnswerWrite(keep, after.id)], 'kept-already'),
    ...recordWrites({ audit }),
    ...expecting(
      [
        targetWrite(target),
        ...[before, ...sources.map((source) => source.before)].flatMap((owner) =>
          addressesOf(owner).map((address) => handOver(address, owner, after)),
        ),
        ...sources.flatMap((source) => sourceWrites(source, after, agentId)),
      ],
      'changed-meanwhile',
    ),
  ];
}

/** Who answered a source last counts only while nobody answered the target. */
function targetWrite({ before, after }: Merge['target']): Write {
  const { tagKey } = keys.groupOf(after);
  const lastAgentId = before.lastAgentId === null ? after.lastAgentId : null;
  return overVersion(before, after, {
    ...(tagKey === undefined ? { drop: ['tagKey'] } : { tagKey }),
    ...(lastAgentId === null ? {} : { firstAgentId: lastAgentId }),
  });
}

const ownerPath = ['data', 'customer', 'id'];

function handOver(address: CustomerAddress, from: Customer, to: Customer): Write {
  return update(addressKey(address), {
    set: [[['data', 'customer'], ownerOf(to)]],
    when: (names) => `${names.path(ownerPath)} = ${names.value(from.id)}`,
  });
}

function sourceWrites(
  { before, after }: Merge['sources'][number],
  target: Customer,
  agentId: string,
): Write[] {
  const merged: MergedCustomer = {
    customerId: target.id,
    sourceId: before.id,
    customerVersion: target.version,
    agentId,
    at: target.updatedAt,
  };
  return [
    overVersion(before, after, { drop: ['departmentKey', 'createdKey', 'tagKey'] }),
    putNew(mergedCustomer(target.id, before.id), 'mergedCustomer', { data: merged }),
  ];
}
