import { addressesOf, type CustomerAddress } from '#shared/domain/customer/address.ts';
import type { AddressOwner, Customer } from '#shared/domain/customer/customer.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import * as keys from './keys.ts';
import { putNew, update, type Write } from './write.ts';

export const addressKey = ({ kind, value }: CustomerAddress) => keys.customerByAddress(kind, value);

/** What a ticket shows of him stands with each address, so that a message finds it in one read. */
export const ownerOf = ({ id, name, email, phone, mergedIds }: Customer): AddressOwner => ({
  id,
  name,
  email,
  phone,
  mergedIds,
});

/** A new customer with his addresses; each address is taken by one customer only. */
export function customerWrites(customer: Customer): Write[] {
  return [
    ...addressesOf(customer).map((address) =>
      putNew(addressKey(address), 'address', { data: { customer: ownerOf(customer) } }),
    ),
    putNew(keys.customerById(customer.id), 'customer', {
      data: customer,
      beside: {
        ...keys.createdList('CUSTOMERS', customer.createdAt, customer.id),
        ...keys.groupOf(customer),
      },
    }),
  ];
}

const lastAgentPath = ['data', 'lastAgentId'];

interface Beside {
  readonly drop?: readonly string[];
  readonly tagKey?: string | undefined;
  /** Who answered him last, so far as nobody did yet. */
  readonly firstAgentId?: AgentId;
}

/**
 * A customer over the version that he was decided on, field by field: who answered him last may be written at the same
 * time.
 */
export function overVersion(
  before: Customer,
  after: Customer,
  { drop = [], tagKey, firstAgentId }: Beside,
): Write {
  const { lastAgentId: _, ...changing } = after;
  return update(keys.customerById(after.id), {
    set: [
      ...Object.entries(changing).map(([field, value]) => [['data', field], value] as const),
      ...(tagKey === undefined ? [] : [[['tagKey'], tagKey] as const]),
      ...(firstAgentId === undefined ? [] : [[lastAgentPath, firstAgentId] as const]),
    ],
    remove: drop.map((name) => [name]),
    when: (names) => {
      const isBefore = `${names.path(['data', 'version'])} = ${names.value(before.version)}`;
      if (firstAgentId === undefined) return isBefore;
      return `${isBefore} AND ${names.path(lastAgentPath)} = ${names.value(null)}`;
    },
  });
}

/** Nobody has it any more; only as long as he does. */
export function freeAddress({ id }: Customer, address: CustomerAddress): Write {
  const { pk, sk } = addressKey(address);
  return {
    Delete: {
      Key: { pk, sk },
      ConditionExpression: '#data.#customer.#id = :id',
      ExpressionAttributeNames: { '#data': 'data', '#customer': 'customer', '#id': 'id' },
      ExpressionAttributeValues: { ':id': id },
    },
  };
}
