import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import type { AgentId, CustomerId } from '../ids.ts';
import { MailAddress } from './mail-address.ts';

export const PhoneNumber = z
  .string()
  .trim()
  .regex(/^\+[1-9]\d{4,14}$/, 'is not a phone number in E.164');

export const CustomerInput = z.strictObject({
  name: z.string().trim().min(1).max(200).nullable().default(null),
  email: MailAddress.nullable().default(null),
  phone: PhoneNumber.nullable().default(null),
});
export type CustomerInput = z.infer<typeof CustomerInput>;

/** The person who writes. `lastAgentId` answered him last: affinity asks for that agent first. */
export type Customer = Kept<CustomerId, CustomerInput> & { readonly lastAgentId: AgentId | null };

/** Where somebody can be reached; each address belongs to at most one customer. */
export interface CustomerAddress {
  readonly kind: 'email' | 'phone';
  readonly value: string;
}

export function addressesOf(customer: Pick<CustomerInput, 'email' | 'phone'>): CustomerAddress[] {
  const email = customer.email === null ? [] : [{ kind: 'email' as const, value: customer.email }];
  const phone = customer.phone === null ? [] : [{ kind: 'phone' as const, value: customer.phone }];
  return [...email, ...phone];
}
