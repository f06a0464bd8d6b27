import { authorise } from '../access/authorise.ts';
import type { Principal } from '../access/principal.ts';
import type { Desk } from '../desk.ts';
import type { AttachmentId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { Attachment, Message } from '../ticket/message.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { FileVault, UploadStore } from './attachment-ports.ts';
import { typeForDownload } from './choose-type.ts';

export interface FilesDesk extends Pick<Desk, 'tickets' | 'accounts'> {
  readonly uploads: Pick<UploadStore, 'findPlace'>;
  readonly vault: Pick<FileVault, 'linkForDownload'>;
}

/** A link to a file of a message that an agent may read. Refuses with `not-found`, also for what has no content. */
export async function linkForAgent(desk: FilesDesk, principal: Principal, id: AttachmentId): Promise<string> {
  const [found, account] = await Promise.all([findFile(desk, id), desk.accounts.load()]);
  authorise(principal, 'tickets.read', { kind: 'ticket', ticket: found?.ticket, account });
  const isHidden = found?.message.type === 'note' && !principal.permissions.has('tickets.readNotes');
  return linkTo(desk, isHidden ? undefined : found);
}

/** A link to a file of a conversation for its customer, who never sees notes. */
export async function linkForCustomer(desk: FilesDesk, ticket: Ticket, id: AttachmentId): Promise<string> {
  const found = await findFile(desk, id);
  const isHis = found?.ticket.id === ticket.id && isForCustomer(found.message);
  return linkTo(desk, isHis ? found : undefined);
}

/** Notes and reports of mail servers are ours alone. */
export const isForCustomer = ({ type, author }: Pick<Message, 'type' | 'author'>): boolean =>
  type !== 'note' && (author.kind === 'agent' || author.kind === 'customer');

interface FoundFile {
  readonly ticket: Ticket;
  readonly message: Message;
  readonly attachment: Attachment;
}

async function findFile(desk: FilesDesk, id: AttachmentId): Promise<FoundFile | undefined> {
  const place = await desk.uploads.findPlace(id);
  if (place === undefined) return undefined;
  const [ticket, message] = await Promise.all([
    desk.tickets.find(place.ticketId),
    desk.tickets.findMessage(place.ticketId, place.ticketVersion),
  ]);
  const attachment = message?.attachments.find((one) => one.id === id);
  if (ticket === undefined || message === undefined || attachment === undefined) return undefined;
  return { ticket, message, attachment };
}

function linkTo(desk: FilesDesk, found: FoundFile | undefined): Promise<string> {
  if (found?.attachment.state !== 'stored') throw new Refusal('not-found', 'There is no such file.');
  const { id, name, type } = found.attachment;
  return desk.vault.linkForDownload(id, { name, type: typeForDownload(type) });
}
