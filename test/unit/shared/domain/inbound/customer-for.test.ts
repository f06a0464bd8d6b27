import { describe, expect, it } from 'vitest';
import { addressesOf } from '#shared/domain/customer/address.ts';
import type { OwnedAddress } from '#shared/domain/customer/customer.ts';
import { customerFor } from '#shared/domain/inbound/customer-for.ts';
import { aContext, aCustomer } from '#test/support/builders.ts';

const { email, phone } = aCustomer;
const owner = { ...aCustomer, mergedIds: [] };
const known: OwnedAddress[] = addressesOf({ ...aCustomer, addresses: [] }).map((address) => ({
  address,
  owner,
}));
const nobody = { name: null, email: null, phone: null };

describe('customerFor', () => {
  it.each([
    ['his mail address', { email }],
    ['his mail address and somebody’s number', { email, phone: '+3906999999' }],
    ['his number alone', { phone }],
  ])('finds a customer by %s', (_name, given) => {
    const chosen = customerFor({ ...nobody, ...given }, known, aContext());

    expect(chosen.customer.id).toBe(aCustomer.id);
    expect(chosen.newCustomer).toBeUndefined();
  });

  it('makes a customer of an unknown address, and leaves a number with its owner', () => {
    const given = { name: 'Ada', email: 'new@customer.example', phone };

    const { customer, newCustomer } = customerFor(given, known, aContext());

    expect(newCustomer).toMatchObject({
      name: 'Ada',
      email: 'new@customer.example',
      phone: null,
      version: 1,
    });
    expect(customer).toEqual({
      id: newCustomer?.id,
      name: 'Ada',
      email: 'new@customer.example',
      phone: null,
    });
  });

  it('shows the address that he came with, of all that he has', () => {
    const address = { kind: 'email', value: 'second@customer.example' } as const;
    const given = { ...nobody, email: address.value };

    const { customer } = customerFor(given, [{ address, owner }], aContext());

    expect(customer).toEqual({ ...aCustomer, email: address.value });
  });

  it('makes each one without any address a customer of his own', () => {
    const context = aContext();

    const one = customerFor(nobody, [], context);
    const other = customerFor(nobody, [], context);

    expect(one.customer.id).not.toBe(other.customer.id);
  });
});
