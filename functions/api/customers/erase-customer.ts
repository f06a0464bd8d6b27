import { eraseCustomer as erase } from '#shared/domain/customer/erase-customer.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { CustomerBody, CustomerPath } from './customer-body.ts';
import type { CustomersDesk } from './customers-desk.ts';

export const eraseCustomer = operation({
  method: 'POST',
  path: '/v1/customers/{customerId}/erase',
  name: 'eraseCustomer',
  summary: 'Erase what is known of a customer',
  description:
    'Name, addresses and fields are gone with the answer. Texts, files and mails of his tickets follow in the background; the tickets stay, with what counts. This cannot be undone.',
  permission: 'customers.write',
  repeatable: 'kept',
  params: CustomerPath,
  answers: { 202: { description: 'He is erased; his tickets are on their way', body: CustomerBody } },
  perform: async (call, desk: CustomersDesk) => {
    const erased = await erase(desk, {
      id: call.params.customerId,
      request: call,
      keep: (customer) => call.keep(202, customer),
    });
    return answer(202, erased);
  },
});
