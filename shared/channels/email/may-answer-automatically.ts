import { isOwnAddress } from './address.ts';
import { isAutomatic } from './automatic-mail.ts';
import { chooseCustomer } from './choose-customer.ts';
import type { ParsedMail } from './parsed-mail.ts';

/** Every mail that we send carries it, so a copy that comes back is known whatever became of its sender. */
const ownHeader = 'x-smista-message';

/**
 * Whether a machine may answer (RFC 3834, channels.md 1.6): a person's mail with an address to answer to that is not
 * ours. How often one address is answered is counted elsewhere.
 */
export function mayAnswerAutomatically(mail: ParsedMail, ownAddresses: readonly string[]): boolean {
  const customer = chooseCustomer(mail, ownAddresses);
  if (isAutomatic(mail) || mail.returnPath === '' || !customer) return false;
  if (mail.headers.some(({ name }) => name === ownHeader)) return false;
  const addresses = [customer.address, mail.from.address ?? '', mail.returnPath ?? ''];
  return !addresses.some((address) => isOwnAddress(address, ownAddresses)) && !isMailSystem(customer.address);
}

function isMailSystem(address: string): boolean {
  return /^(?:mailer-daemon|postmaster)@/i.test(address);
}
