import * as z from 'zod';
import { mergeCustomers as merge, mostMergedAtOnce } from '#shared/domain/customer/merge-customers.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { CustomerBody, CustomerPath } from './customer-body.ts';
import type { CustomersDesk } from './customers-desk.ts';

const SourceIds = z
  .array(z.string().max(100))
  .min(1)
  .max(mostMergedAtOnce)
  .refine((ids) => new Set(ids).size === ids.length, 'names a customer twice');

export const mergeCustomers = operation({
  method: 'POST',
  path: '/v1/customers/{customerId}/merge',
  name: 'mergeCustomers',
  summary: 'Merge other customers into a customer',
  description:
    'All of them, or none. He has their addresses and what was known of them and not of him; their tickets are listed as his. They stay as what was merged: `mergedIntoId` says into whom.',
  permission: 'customers.write',
  repeatable: 'kept',
  params: CustomerPath,
  body: z.strictObject({ sourceIds: SourceIds }),
  answers: { 200: { description: 'As he is now', body: CustomerBody } },
  perform: async (call, desk: CustomersDesk) => {
    const merged = await merge(desk, {
      id: call.params.customerId,
      sourceIds: call.body.sourceIds,
      request: call,
      keep: (customer) => call.keep(200, customer),
    });
    return answer(200, merged);
  },
});
