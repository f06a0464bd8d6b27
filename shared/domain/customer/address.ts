import * as z from 'zod';
import { MailAddress } from './mail-address.ts';

export const PhoneNumber = z
  .string()
  .trim()
  .regex(/^\+[1-9]\d{4,14}$/, 'is not a phone number in E.164');

/** What a channel calls somebody: an id of its own, which is compared as it is. */
const accountId = z.string().trim().min(1).max(200);

/** By channel; WhatsApp and SMS know people by their telephone number. */
export const accountKinds = ['messenger', 'instagram', 'x', 'viber', 'telegram'] as const;

/** Where somebody can be reached; each address belongs to at most one customer. */
export const CustomerAddress = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('email'), value: MailAddress }),
  z.strictObject({ kind: z.literal('phone'), value: PhoneNumber }),
  z.strictObject({ kind: z.enum(accountKinds), value: accountId }),
]);
export type CustomerAddress = z.infer<typeof CustomerAddress>;

/** With all of them in one transaction, those that go and those that come. */
export const mostAddresses = 40;

/** Those that a ticket shows, and all of them. */
export interface Addresses {
  /** The first of his mail addresses. */
  readonly email: string | null;
  /** The first of his telephone numbers. */
  readonly phone: string | null;
  readonly addresses: readonly CustomerAddress[];
}

const isSame = (one: CustomerAddress, other: CustomerAddress) =>
  one.kind === other.kind && one.value === other.value;

export const isAmong = (address: CustomerAddress, all: readonly CustomerAddress[]): boolean =>
  all.some((other) => isSame(address, other));

/** Each once, as they came. */
const each = (all: readonly CustomerAddress[]): CustomerAddress[] =>
  all.filter((address, at) => all.findIndex((other) => isSame(address, other)) === at);

/** All addresses, those that tickets show first. */
export function addressesOf({ email, phone, addresses }: Addresses): CustomerAddress[] {
  return each([...shownAs('email', email), ...shownAs('phone', phone), ...addresses]);
}

const shownAs = (kind: 'email' | 'phone', value: string | null | undefined): CustomerAddress[] =>
  value === null || value === undefined ? [] : [{ kind, value }];

type Settled = Pick<Addresses, 'email' | 'phone'> & { readonly addresses: CustomerAddress[] };

/** What is said of addresses; what is left out stays as it is. */
export type SaidAddresses = { readonly [Field in keyof Addresses]?: Addresses[Field] | undefined };

/**
 * Somebody's addresses after something was said of them. A list stands for all; a mail address or telephone number alone
 * takes the place of the one that was shown, and what is shown is always one of the list.
 */
export function settleAddresses(before: Addresses, said: SaidAddresses): Settled {
  const replaced = (['email', 'phone'] as const)
    .filter((kind) => said[kind] !== undefined)
    .flatMap((kind) => shownAs(kind, before[kind]));
  const kept = said.addresses ?? addressesOf(before).filter((address) => !isAmong(address, replaced));
  const all = each([...shownAs('email', said.email), ...shownAs('phone', said.phone), ...kept]);
  const shown = (kind: 'email' | 'phone') =>
    [said[kind], before[kind]].find((value) => shownAs(kind, value).some((one) => isAmong(one, all))) ??
    all.find((address) => address.kind === kind)?.value ??
    null;
  const settled = { email: shown('email'), phone: shown('phone'), addresses: all };
  return { ...settled, addresses: addressesOf(settled) };
}
