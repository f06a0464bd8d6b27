import { createCustomer as create } from '#shared/domain/customer/keep-customer.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { CustomerBody, SomeoneInput } from './customer-body.ts';
import type { CustomersDesk } from './customers-desk.ts';

export const createCustomer = operation({
  method: 'POST',
  path: '/v1/customers',
  name: 'createCustomer',
  summary: 'Create a customer',
  permission: 'customers.write',
  repeatable: 'kept',
  body: SomeoneInput,
  answers: { 201: { description: 'Created', body: CustomerBody } },
  perform: async (call, desk: CustomersDesk) => {
    const made = await create(desk, { input: call.body, keep: (customer) => call.keep(201, customer) });
    return answer(201, made);
  },
});
