import { type Account, departmentOrDefault } from '../account/account.ts';
import { addressesOfSource, isEmailSource, mailboxOf } from '../inbound/own-mailboxes.ts';
import { Refusal } from '../refusal.ts';
import type { EmailSource } from '../source/source.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Mailbox } from './outgoing-mail.ts';

/** Where nothing at all is configured, on one machine. */
const lastResort = 'localhost';

export interface Sender extends Mailbox {
  /** Whether answers to `local+CODE@domain` find back to the ticket. */
  readonly plusAddressing: boolean;
}

/**
 * Who a ticket's mail comes from: the department's sender, else the address of the ticket's source, else a mailbox of
 * the department, else `support@` the first of our domains.
 */
export function chooseSender(
  account: Account,
  ticket: Pick<Ticket, 'departmentId' | 'sourceId'>,
  mailDomains: readonly string[],
): Sender {
  const department = departmentOrDefault(account, ticket.departmentId);
  const mailboxes = [...account.sourceById.values()].filter(isEmailSource).filter(({ active }) => active);
  const source = ticket.sourceId === null ? undefined : account.sourceById.get(ticket.sourceId);
  const own = source !== undefined && isEmailSource(source) ? source : undefined;
  const address =
    department.sender.address ??
    own?.settings.address ??
    mailboxes.find(({ departmentId }) => departmentId === department.id)?.settings.address ??
    department.supportAddresses[0] ??
    `support@${mailDomains[0] ?? lastResort}`;
  return {
    address,
    name: source?.settings.senderName ?? department.sender.name ?? department.name,
    plusAddressing: mailboxes.some((mailbox) => takesPlus(mailbox, address)),
  };
}

function takesPlus(source: EmailSource, address: string): boolean {
  return (
    source.settings.plusAddressing && addressesOfSource(source).map(mailboxOf).includes(mailboxOf(address))
  );
}

/** A ticket, or one that is about to be opened. */
type Place = Pick<Ticket, 'departmentId' | 'sourceId'> & Partial<Pick<Ticket, 'customer'>>;

/**
 * Refuses a mail whose sender the provider would not take (`sender-not-verified`).
 * @param mailDomains the domains that we may send from; null: any, as on one machine.
 */
export function requireVerifiedSender(
  account: Account,
  ticket: Place,
  mailDomains: readonly string[] | null,
): void {
  if (mailDomains === null || ticket.customer?.email === null) return;
  const { address } = chooseSender(account, ticket, mailDomains);
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  if (mailDomains.some((ours) => isWithin(domain, ours.toLowerCase()))) return;
  throw new Refusal(
    'sender-not-verified',
    `Mail cannot be sent from ${domain}: it is none of our mail domains.`,
  );
}

const isWithin = (domain: string, ours: string) => domain === ours || domain.endsWith(`.${ours}`);
