import { addressesOf, type CustomerAddress, isAmong } from '#shared/domain/customer/address.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type {
  CustomerRegister,
  RegisterOutcome,
  RegisterPage,
} from '#shared/domain/customer/customer-register.ts';
import { auditWrite } from './audit-writes.ts';
import { eraseWrites } from './customer-erasure.ts';
import { toCustomer } from './customer-item.ts';
import { mergeWrites } from './customer-merge.ts';
import { addressKey, customerWrites, freeAddress, overVersion, ownerOf } from './customer-writes.ts';
import { keptAnswerWrite } from './kept-answers.ts';
import * as keys from './keys.ts';
import { listCreated } from './list-created.ts';
import { commitNamed, expecting, type NamedWrite } from './named-write.ts';
import type { Table } from './table.ts';
import { putNew, removeOver, update, type Write } from './write.ts';

type RegisterWrite = NamedWrite<RegisterOutcome>;

export function openCustomerRegister(table: Table, dueShards: number): CustomerRegister {
  const commit = (writes: readonly RegisterWrite[]) => commitNamed<RegisterOutcome>(table, writes, 'saved');
  return {
    list: (page) => listCreated(table, { kind: 'CUSTOMERS', ...listed }, page),
    listGroup: (group, page) => listGroup(table, group, page),
    create: (customer, keep) => {
      const addresses = addressesOf(customer);
      const writes = customerWrites(customer);
      return commit([
        ...(keep === undefined ? [] : expecting([keptAnswerWrite(keep, customer.id)], 'kept-already')),
        ...writes.map((write, position) => ({ write, otherwise: outcomeFor(addresses[position]) })),
      ]);
    },
    change: (before, after) =>
      commit([
        ...expecting([changeWrite(before, after)], 'changed-meanwhile'),
        ...addressWrites(before, after),
      ]),
    erase: (before, after, records) => commit(eraseWrites(before, after, { ...records, dueShards })),
    merge: (merge, records) => commit(mergeWrites(merge, records)),
    remove: (customer, audit) =>
      commit(
        expecting(
          [
            removeOver(keys.customerById(customer.id), customer.version),
            ...addressesOf(customer).map((address) => freeAddress(customer, address)),
            auditWrite(audit),
          ],
          'changed-meanwhile',
        ),
      ),
  };
}

const listed = { keyOf: keys.customerById, toThing: toCustomer };

const listGroup = (table: Table, group: string, page: RegisterPage) =>
  listCreated(table, { kind: keys.groupList(group).pk, index: 'tag-created', ...listed }, page);

const outcomeFor = (address: CustomerAddress | undefined): RegisterOutcome =>
  address === undefined ? 'changed-meanwhile' : { taken: address };

function changeWrite(before: Customer, after: Customer): Write {
  const { tagKey } = keys.groupOf(after);
  return overVersion(before, after, tagKey === undefined ? { drop: ['tagKey'] } : { tagKey });
}

/** Each address carries the customer as tickets show him, so what stays is written too. */
function addressWrites(before: Customer, after: Customer): RegisterWrite[] {
  const [old, wanted] = [addressesOf(before), addressesOf(after)];
  const gone = old.filter((address) => !isAmong(address, wanted));
  const data = { customer: ownerOf(after) };
  return [
    ...expecting(
      gone.map((address) => freeAddress(before, address)),
      'changed-meanwhile',
    ),
    ...wanted.map((address) =>
      isAmong(address, old)
        ? { write: showAnew(after, address), otherwise: 'changed-meanwhile' as const }
        : { write: putNew(addressKey(address), 'address', { data }), otherwise: outcomeFor(address) },
    ),
  ];
}

const ownerPath = ['data', 'customer', 'id'];

function showAnew(customer: Customer, address: CustomerAddress): Write {
  return update(addressKey(address), {
    set: [[['data', 'customer'], ownerOf(customer)]],
    when: (names) => `${names.path(ownerPath)} = ${names.value(customer.id)}`,
  });
}
