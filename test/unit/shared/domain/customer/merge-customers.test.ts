import { describe, expect, it } from 'vitest';
import { type CustomerAddress, settleAddresses } from '#shared/domain/customer/address.ts';
import { barely, type Customer, noAddresses } from '#shared/domain/customer/customer.ts';
import { decideMerge } from '#shared/domain/customer/merge-customers.ts';
import { atMinute, begun } from '#test/support/builders.ts';

const mail = (value: string): CustomerAddress => ({ kind: 'email', value });

function someone(name: string, { addresses = [], ...changes }: Partial<Customer> = {}): Customer {
  const settled = settleAddresses(noAddresses, { addresses });
  return { ...barely, ...begun, ...settled, name, id: `cus_${name}`, ...changes };
}

const ada = someone('ada', { addresses: [mail('ada@one.example')], group: 'vip', fields: { plan: 'gold' } });
const eve = someone('eve', {
  addresses: [{ kind: 'phone', value: '+390612345' }, mail('eve@two.example')],
  group: 'other',
  country: 'IT',
  fields: { plan: 'free', seats: 3 },
  lastAgentId: 'agt_ada',
  mergedIds: ['cus_old'],
});

describe('merging customers', () => {
  it('joins what is known, the target’s first', () => {
    const { target, sources } = decideMerge(ada, [eve], atMinute(5));

    expect(target.after).toMatchObject({
      name: 'ada',
      email: 'ada@one.example',
      phone: '+390612345',
      addresses: [mail('ada@one.example'), { kind: 'phone', value: '+390612345' }, mail('eve@two.example')],
      group: 'vip',
      country: 'IT',
      fields: { plan: 'gold', seats: 3 },
      lastAgentId: 'agt_ada',
      mergedIds: ['cus_eve', 'cus_old'],
      version: 2,
    });
    expect(sources[0]?.after).toEqual({
      ...barely,
      ...begun,
      id: 'cus_eve',
      name: null,
      email: null,
      phone: null,
      addresses: [],
      lastAgentId: 'agt_ada',
      mergedIntoId: 'cus_ada',
      version: 2,
      updatedAt: atMinute(5),
    });
  });

  const many = (name: string, count: number) =>
    someone(name, { addresses: Array.from({ length: count }, (_, at) => mail(`${name}${at}@many.example`)) });
  const manyFields = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`f${at}`, at]));
  const ids = Array.from({ length: 50 }, (_, at) => `cus_${at}` as const);

  const refused = [
    { name: 'himself', target: ada, source: ada, code: 'merge-not-allowed' },
    { name: 'one who was merged', source: { ...eve, mergedIntoId: 'cus_x' }, code: 'customer-is-merged' },
    {
      name: 'into one who was merged',
      target: { ...ada, mergedIntoId: 'cus_x' },
      code: 'customer-is-merged',
    },
    { name: 'one who was erased', source: { ...eve, erasedAt: atMinute(1) }, code: 'customer-erased' },
    { name: 'into one who was erased', target: { ...ada, erasedAt: atMinute(1) }, code: 'customer-erased' },
    {
      name: 'more addresses than fit',
      target: many('a', 21),
      source: many('b', 20),
      code: 'merge-not-allowed',
    },
    { name: 'more fields than fit', source: { ...eve, fields: manyFields }, code: 'merge-not-allowed' },
    { name: 'more ids than are looked for', source: { ...eve, mergedIds: ids }, code: 'merge-not-allowed' },
  ] as const;
  it.each(refused)('refuses $name', ({ code, ...who }) => {
    const { target, source } = { target: ada, source: eve, ...who };

    expect(() => decideMerge(target, [source], atMinute(5))).toThrow(expect.objectContaining({ code }));
  });
});
