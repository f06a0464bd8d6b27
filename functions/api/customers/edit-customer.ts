import { CustomerInput } from '#shared/domain/customer/customer.ts';
import { editCustomer as edit } from '#shared/domain/customer/keep-customer.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import { CustomerBody, CustomerPath, SomeoneInput } from './customer-body.ts';
import type { CustomersDesk } from './customers-desk.ts';

export const editCustomer = operation({
  method: 'PATCH',
  path: '/v1/customers/{customerId}',
  name: 'editCustomer',
  summary: 'Change a customer',
  permission: 'customers.write',
  params: CustomerPath,
  body: patchOf(CustomerInput),
  answers: { 200: { description: 'As he is now', body: CustomerBody } },
  perform: async (call, desk: CustomersDesk) => {
    const edited = await edit(desk, {
      id: call.params.customerId,
      request: call,
      edit: (before) => withPatch(SomeoneInput, before, call.body),
    });
    return answer(200, edited);
  },
});
