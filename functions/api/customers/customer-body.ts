import * as z from 'zod';
import { CustomerInput } from '#shared/domain/customer/customer.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

const lastAgentId = z.string().nullable().meta({ description: 'Who answered him last' });

export const CustomerBody = keptBody(CustomerInput.extend({ lastAgentId })).meta({ id: 'Customer' });

export const CustomerPath = z.strictObject({ customerId: z.string().max(100) });

/** A customer of whom nothing is known could never be found again. */
export const SomeoneInput = CustomerInput.refine(
  ({ name, email, phone }) => name !== null || email !== null || phone !== null,
  'Expected a name, a mail address or a phone number',
);
