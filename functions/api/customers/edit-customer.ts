import { settleAddresses } from '#shared/domain/customer/address.ts';
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
    const { email, phone, addresses, ...rest } = call.body as Partial<CustomerInput>;
    const said = { email, phone, addresses };
    const edited = await edit(desk, {
      id: call.params.customerId,
      request: call,
      edit: (before) => withPatch(SomeoneInput, { ...before, ...settleAddresses(before, said) }, rest),
      said,
    });
    return answer(200, edited);
  },
});
