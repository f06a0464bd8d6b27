import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import type { Instant } from '../business-time/instant.ts';
import type { AgentId, CustomerId } from '../ids.ts';
import type { TicketCustomer } from '../ticket/ticket.ts';
import { type Addresses, CustomerAddress, mostAddresses, PhoneNumber } from './address.ts';
import { MailAddress } from './mail-address.ts';

/** How somebody is named where a ticket begins. */
export const GivenCustomer = z.strictObject({
  name: z.string().trim().min(1).max(200).nullable().default(null),
  email: MailAddress.nullable().default(null),
  phone: PhoneNumber.nullable().default(null),
});
export type GivenCustomer = z.infer<typeof GivenCustomer>;

const FieldName = z.string().regex(/^[\p{L}\d_][\p{L}\d_ .-]{0,99}$/u, 'is not a name of a field');
const FieldValue = z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]);
export const mostFields = 50;

export const CustomerInput = GivenCustomer.extend({
  addresses: z
    .array(CustomerAddress)
    .max(mostAddresses)
    .default([])
    .meta({ description: 'All addresses; `email` and `phone` are the first of their kind' }),
  group: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .nullable()
    .default(null)
    .meta({ description: 'Conditions ask for it, and lists by it' }),
  language: z.string().min(2).max(35).nullable().default(null),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Expected two letters such as IT')
    .nullable()
    .default(null),
  fields: z
    .record(FieldName, FieldValue)
    .refine((fields) => Object.keys(fields).length <= mostFields, `has more than ${mostFields} fields`)
    .default({})
    .meta({ description: 'In a PATCH the others stay, and null takes a field away' }),
});
export type CustomerInput = z.infer<typeof CustomerInput>;

/** The person who writes. `lastAgentId` answered him last: affinity asks for that agent first. */
export type Customer = Kept<CustomerId, CustomerInput> & {
  readonly lastAgentId: AgentId | null;
  /** Customers that are he, whose tickets still name them. */
  readonly mergedIds: readonly CustomerId[];
  /** Who he is now; without it he is somebody by himself. Such a one is never shown. */
  readonly mergedIntoId?: CustomerId;
  /** Since when nothing is known of him. */
  readonly erasedAt: Instant | null;
};

/** Whom an address belongs to, as tickets show him. */
export type AddressOwner = TicketCustomer & Pick<Customer, 'mergedIds'>;

export interface OwnedAddress {
  readonly address: CustomerAddress;
  readonly owner: AddressOwner;
}

/** Whether a ticket's customer is he, by whichever of his ids. */
export const isHis = (
  { id, mergedIds }: Pick<Customer, 'id' | 'mergedIds'>,
  customerId: CustomerId,
): boolean => id === customerId || mergedIds.includes(customerId);

/** Of whom nothing is known but how he can be reached. */
export const barely = {
  group: null,
  language: null,
  country: null,
  fields: {},
  lastAgentId: null,
  mergedIds: [],
  erasedAt: null,
} as const satisfies Partial<Customer>;

export const noAddresses: Addresses = { email: null, phone: null, addresses: [] };
