import { addressesOf, type Customer, type CustomerAddress } from '#shared/domain/customer/customer.ts';
import type { CustomerRegister, RegisterOutcome } from '#shared/domain/customer/customer-register.ts';
import { auditWrite } from './audit-writes.ts';
import { customerWrites, shownOf } from './customer-writes.ts';
import { keptAnswerWrite } from './kept-answers.ts';
import * as keys from './keys.ts';
import { listCreated } from './list-created.ts';
import { commitNamed, expecting, type NamedWrite } from './named-write.ts';
import type { Table } from './table.ts';
import { putNew, removeOver, update, type Write } from './write.ts';

type RegisterWrite = NamedWrite<RegisterOutcome>;

export function openCustomerRegister(table: Table): CustomerRegister {
  const commit = (writes: readonly RegisterWrite[]) => commitNamed<RegisterOutcome>(table, writes, 'saved');
  return {
    list: (page) => listCreated<Customer>(table, { kind: 'CUSTOMERS', keyOf: keys.customerById }, page),
    create: (customer, keep) => {
      const addresses = addressesOf(customer);
      const writes = customerWrites(customer, addresses);
      return commit([
        ...(keep === undefined ? [] : expecting([keptAnswerWrite(keep)], 'kept-already')),
        ...writes.map((write, position) => ({ write, otherwise: outcomeFor(addresses[position]) })),
      ]);
    },
    change: (before, after) =>
      commit([
        ...expecting([customerWrite(before, after)], 'changed-meanwhile'),
        ...addressWrites(before, after),
      ]),
    remove: (customer, audit) =>
      commit(
        expecting(
          [
            removeOver(keys.customerById(customer.id), customer.version),
            ...addressesOf(customer).map((address) => removeOwn(customer, address)),
            auditWrite(audit),
          ],
          'changed-meanwhile',
        ),
      ),
  };
}

const outcomeFor = (address: CustomerAddress | undefined): RegisterOutcome =>
  address === undefined ? 'changed-meanwhile' : `${address.kind}-taken`;

const keyOf = ({ kind, value }: CustomerAddress) => keys.customerByAddress(kind, value);

/** Field by field: who answered him last may be written at the same time. */
function customerWrite(before: Customer, after: Customer): Write {
  const fields = ['name', 'email', 'phone', 'version', 'updatedAt'] as const;
  return update(keys.customerById(after.id), {
    set: fields.map((field) => [['data', field], after[field]] as const),
    when: (names) => `${names.path(['data', 'version'])} = ${names.value(before.version)}`,
  });
}

/** Each address carries the customer as tickets show him, so what stays is written too. */
function addressWrites(before: Customer, after: Customer): RegisterWrite[] {
  const [old, wanted] = [addressesOf(before), addressesOf(after)];
  const isIn = (addresses: readonly CustomerAddress[], { kind, value }: CustomerAddress) =>
    addresses.some((address) => address.kind === kind && address.value === value);
  const gone = old.filter((address) => !isIn(wanted, address));
  const data = { customer: shownOf(after) };
  return [
    ...expecting(
      gone.map((address) => removeOwn(before, address)),
      'changed-meanwhile',
    ),
    ...wanted.map((address) =>
      isIn(old, address)
        ? { write: showAnew(after, address), otherwise: 'changed-meanwhile' as const }
        : { write: putNew(keyOf(address), 'address', { data }), otherwise: outcomeFor(address) },
    ),
  ];
}

const ownerPath = ['data', 'customer', 'id'];

function showAnew(customer: Customer, address: CustomerAddress): Write {
  return update(keyOf(address), {
    set: [[['data', 'customer'], shownOf(customer)]],
    when: (names) => `${names.path(ownerPath)} = ${names.value(customer.id)}`,
  });
}

function removeOwn(customer: Customer, address: CustomerAddress): Write {
  const { pk, sk } = keyOf(address);
  return {
    Delete: {
      Key: { pk, sk },
      ConditionExpression: '#data.#customer.#id = :id',
      ExpressionAttributeNames: { '#data': 'data', '#customer': 'customer', '#id': 'id' },
      ExpressionAttributeValues: { ':id': customer.id },
    },
  };
}
