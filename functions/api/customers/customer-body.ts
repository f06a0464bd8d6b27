import * as z from 'zod';
import { CustomerInput } from '#shared/domain/customer/customer.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

const mergedIds = z.array(z.string()).meta({ description: 'Customers that are he, too' });
const erasedAt = z.iso.datetime().nullable().meta({ description: 'Since when nothing is known of him' });
const lastAgentId = z.string().nullable().meta({ description: 'Who answered him last' });

export const CustomerBody = keptBody(CustomerInput.extend({ lastAgentId, mergedIds, erasedAt })).meta({
  id: 'Customer',
});

export const CustomerPath = z.strictObject({ customerId: z.string().max(100) });

/** A customer of whom nothing is known could never be found again. */
export const SomeoneInput = CustomerInput.refine(
  ({ name, email, phone, addresses }) =>
    name !== null || email !== null || phone !== null || addresses.length > 0,
  'Expected a name or an address',
);
