import { toInstant } from '../business-time/instant.ts';
import { Refusal } from '../refusal.ts';
import { learnCustomer } from '../rule/learn-customer.ts';
import type { KnownCustomer } from '../rule/learned.ts';
import { followMet } from '../ticket/meet-moments.ts';
import type { Attachment } from '../ticket/message.ts';
import type { Belonging } from '../ticket/message-trail.ts';
import type { Ticket, TicketCustomer } from '../ticket/ticket.ts';
import { arrivalChange } from './arrival-change.ts';
import { chooseSource, type Placement } from './choose-source.ts';
import {
  candidateTickets,
  decideArrival,
  type FoundTicket,
  idsToLookUp,
  type SeenOfMail,
} from './decide-arrival.ts';
import { nameFiles } from './files-of-mail.ts';
import type { InboundDesk } from './inbound-desk.ts';
import type { IncomingMail, StoredMail } from './incoming-mail.ts';

/** How often a mail is decided anew on what others have just saved. */
const tries = 8;

/**
 * Makes one message of a stored mail, however often and in how many copies it comes: its id is claimed in the
 * transaction of its effect. Null for a mail that is here already.
 */
export async function ingestMail(desk: InboundDesk, stored: StoredMail): Promise<Ticket | null> {
  const { mail, placement } = await read(desk, stored);
  let attachments: readonly Attachment[] | undefined;
  for (let attempt = 1; attempt <= tries; attempt++) {
    const seen = await look(desk, mail);
    const decision = decideArrival(mail, seen);
    if (decision.kind === 'known') return null;
    attachments ??= await storeFiles(desk, mail, placement.maxAttachmentBytes);
    const { change, alongside } = arrivalChange(
      { mail, stored, decision, attachments },
      {
        placement,
        customer: seen.customer,
        knownCustomer: seen.knownCustomer,
        account: seen.account,
        at: toInstant(desk.now()),
        ids: desk.ids,
      },
    );
    if ((await desk.tickets.save(change, alongside)) === 'saved') return change.after;
  }
  throw new Refusal('edited-by-someone-else', 'Others are writing to the same ticket at the moment.');
}

async function read(
  desk: InboundDesk,
  stored: StoredMail,
): Promise<{ mail: IncomingMail; placement: Placement }> {
  const [raw, account] = await Promise.all([desk.rawMails.find(stored), desk.accounts.load()]);
  if (raw === undefined) throw new Error('the mail is not there yet');
  const mail = await desk.readMail(raw, account);
  return { mail, placement: chooseSource(mail, raw.envelope.sourceId, account) };
}

interface Seen extends SeenOfMail {
  readonly knownCustomer: KnownCustomer | null;
}

async function look(desk: InboundDesk, mail: IncomingMail): Promise<Seen> {
  const [account, claims, customer] = await Promise.all([
    desk.accounts.load(),
    desk.tickets.findMail(idsToLookUp(mail)),
    findAuthor(desk, mail),
  ]);
  const found = await Promise.all(candidateTickets(mail, claims).map((one) => findNamed(desk, one)));
  const knownCustomer = await learnCustomer(desk, account.slaRules, customer?.id ?? null);
  return { account, claims, customer, knownCustomer, found: found.filter((one) => one !== undefined) };
}

async function findNamed(desk: InboundDesk, belonging: Belonging): Promise<FoundTicket | undefined> {
  const followed = await followMet(desk, belonging);
  return followed && { ...followed, namedId: belonging.ticketId };
}

async function findAuthor(desk: InboundDesk, { author }: IncomingMail): Promise<TicketCustomer | undefined> {
  if (author.address === null) return undefined;
  const [customer] = await desk.customers.findByAddresses([{ kind: 'email', value: author.address }]);
  return customer;
}

/** Before the transaction: a file without a message harms nobody, the reverse would. */
async function storeFiles(desk: InboundDesk, mail: IncomingMail, maxBytes: number): Promise<Attachment[]> {
  const named = nameFiles(mail, maxBytes, desk);
  const kept = named.filter(({ attachment }) => attachment.state === 'stored');
  await Promise.all(kept.map(({ attachment, file }) => desk.files.put(attachment.id, file)));
  return named.map(({ attachment }) => attachment);
}
