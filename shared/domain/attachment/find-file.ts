import { authorise, decideAccess } from '../access/authorise.ts';
import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import type { Desk } from '../desk.ts';
import type { AttachmentId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { holds } from '../ticket/conversation.ts';
import type { Attachment, Message } from '../ticket/message.ts';
import { trailOf } from '../ticket/message-trail.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { FileVault, UploadStore } from './attachment-ports.ts';
import { typeForDownload } from './choose-type.ts';
import type { FilePlace } from './upload.ts';

export interface FilesDesk extends Pick<Desk, 'tickets' | 'accounts'> {
  readonly uploads: Pick<UploadStore, 'findPlace'>;
  readonly vault: Pick<FileVault, 'linkForDownload'>;
}

/**
 * A link to a file of a message that an agent may read: in any ticket whose conversation the message belongs to. Refuses with
 * `not-found`, also for what has no content.
 */
export async function linkForAgent(desk: FilesDesk, principal: Principal, id: AttachmentId): Promise<string> {
  const [place, account] = await Promise.all([desk.uploads.findPlace(id), desk.accounts.load()]);
  const [found, ticket] =
    place === undefined
      ? []
      : await Promise.all([findFile(desk, place, id), findReadable(desk, place, { principal, account })]);
  authorise(principal, 'tickets.read', { kind: 'ticket', ticket, account });
  const isHidden = found?.message.type === 'note' && !principal.permissions.has('tickets.readNotes');
  return linkTo(desk, isHidden ? undefined : found);
}

/** The first ticket on the message's way that holds it and that he may read. */
async function findReadable(
  desk: FilesDesk,
  place: FilePlace,
  { principal, account }: { principal: Principal; account: Account },
): Promise<Ticket | undefined> {
  for await (const ticket of trailOf(desk, place)) {
    const { allowed } = decideAccess(principal, 'tickets.read', { kind: 'ticket', ticket, account });
    if (allowed && holds(ticket, place)) return ticket;
  }
  return undefined;
}

/** A link to a file of a conversation for its customer, who never sees notes. */
export async function linkForCustomer(desk: FilesDesk, ticket: Ticket, id: AttachmentId): Promise<string> {
  const place = await desk.uploads.findPlace(id);
  const found = place && holds(ticket, place) ? await findFile(desk, place, id) : undefined;
  return linkTo(desk, found && isForCustomer(found.message) ? found : undefined);
}

/** Notes and reports of mail servers are ours alone. */
export const isForCustomer = ({ type, author }: Pick<Message, 'type' | 'author'>): boolean =>
  type !== 'note' && (author.kind === 'agent' || author.kind === 'customer');

interface FoundFile {
  readonly message: Message;
  readonly attachment: Attachment;
}

async function findFile(
  { tickets }: FilesDesk,
  { ticketId, ticketVersion }: FilePlace,
  id: AttachmentId,
): Promise<FoundFile | undefined> {
  const message = await tickets.findMessage(ticketId, ticketVersion);
  const attachment = message?.attachments.find((one) => one.id === id);
  return message && attachment && { message, attachment };
}

function linkTo(desk: FilesDesk, found: FoundFile | undefined): Promise<string> {
  if (found?.attachment.state !== 'stored') throw new Refusal('not-found', 'There is no such file.');
  const { id, name, type } = found.attachment;
  return desk.vault.linkForDownload(id, { name, type: typeForDownload(type) });
}
