import { getCustomerNow } from '#shared/domain/customer/keep-customer.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { CustomerBody, CustomerPath } from './customer-body.ts';
import type { CustomersDesk } from './customers-desk.ts';

export const getCustomer = operation({
  method: 'GET',
  path: '/v1/customers/{customerId}',
  name: 'getCustomer',
  summary: 'Read a customer',
  description: 'The id of a customer who was merged into another reads that other.',
  permission: 'customers.read',
  params: CustomerPath,
  answers: { 200: { description: 'As he is now', body: CustomerBody } },
  perform: async ({ params }, desk: CustomersDesk) =>
    answer(200, await getCustomerNow(desk, params.customerId)),
});
