import { type Address, type Author, isOwnAddress } from './address.ts';

/** Who wrote a mail: Reply-To when it is exactly one address and not ours, else From; null when there is none. */
export function chooseCustomer(
  mail: { readonly replyTo: readonly Address[]; readonly from: Author },
  ownAddresses: readonly string[],
): Address | null {
  const [only, ...others] = mail.replyTo;
  const author = mail.from.address === null ? null : { address: mail.from.address, name: mail.from.name };
  if (!only || others.length > 0 || isOwnAddress(only.address, ownAddresses)) return author;
  const samePerson = author?.address.toLowerCase() === only.address.toLowerCase();
  return samePerson ? { address: only.address, name: only.name ?? author.name } : only;
}
