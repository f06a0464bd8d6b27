import { removeCustomer as remove } from '#shared/domain/customer/keep-customer.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { CustomerPath } from './customer-body.ts';
import type { CustomersDesk } from './customers-desk.ts';

export const removeCustomer = operation({
  method: 'DELETE',
  path: '/v1/customers/{customerId}',
  name: 'removeCustomer',
  summary: 'Delete a customer without tickets',
  permission: 'customers.write',
  params: CustomerPath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: CustomersDesk) => {
    await remove(desk, { id: call.params.customerId, request: call });
    return answer(204);
  },
});
