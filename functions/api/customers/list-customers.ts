import * as z from 'zod';
import { PhoneNumber } from '#shared/domain/customer/address.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { MailAddress } from '#shared/domain/customer/mail-address.ts';
import { foldText } from '#shared/domain/fold-text.ts';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { CustomerBody } from './customer-body.ts';
import { type CustomersDesk, cursorsFor } from './customers-desk.ts';

const CustomersQuery = z.strictObject({
  email: MailAddress.optional().meta({ description: 'Only who has this mail address' }),
  phone: PhoneNumber.optional().meta({ description: 'Only who has this phone number, in E.164' }),
  group: z.string().trim().min(1).max(100).optional().meta({ description: 'Only who is in this group' }),
  ...paging,
});

export const listCustomers = operation({
  method: 'GET',
  path: '/v1/customers',
  name: 'listCustomers',
  summary: 'List customers, the newest first',
  permission: 'customers.read',
  query: CustomersQuery,
  answers: { 200: { description: 'One page', body: pageOf(CustomerBody) } },
  perform: async ({ query }, desk: CustomersDesk) => {
    const { email, phone, group, ...paged } = query;
    if (email === undefined && phone === undefined) {
      return answer(200, await listAll(desk, group, paged));
    }
    const items = await findByAddress(desk, { email, phone });
    return answer(200, { items: items.filter((one) => isIn(group, one)), nextCursor: null });
  },
});

type Paged = Pick<z.output<typeof CustomersQuery>, 'limit' | 'cursor'>;

function listAll(desk: CustomersDesk, group: string | undefined, paged: Paged) {
  if (group === undefined) return listPage(paged, cursorsFor('customers', desk), desk.register.list);
  const cursors = cursorsFor(`customers of ${group}`, desk);
  return listPage(paged, cursors, (page) => desk.register.listGroup(group, page));
}

const isIn = (group: string | undefined, customer: Customer) =>
  group === undefined || (customer.group !== null && foldText(customer.group) === foldText(group));

type Addresses = Pick<z.output<typeof CustomersQuery>, 'email' | 'phone'>;

/** An address has one customer, so whoever has all that were asked for is one or nobody. */
async function findByAddress({ customers }: CustomersDesk, { email, phone }: Addresses) {
  const asked = [
    ...(email === undefined ? [] : [{ kind: 'email' as const, value: email }]),
    ...(phone === undefined ? [] : [{ kind: 'phone' as const, value: phone }]),
  ];
  const found = await customers.findByAddresses(asked);
  const first = found[0]?.owner;
  const isOne = found.length === asked.length && found.every(({ owner }) => owner.id === first?.id);
  const customer = first !== undefined && isOne ? await customers.find(first.id) : undefined;
  return customer === undefined ? [] : [customer];
}
