import type { Account } from '../account/account.ts';
import type { Desk } from '../desk.ts';
import type { AttachmentId } from '../ids.ts';
import type { IncomingFile, IncomingMail, RawMail, StoredMail } from './incoming-mail.ts';

/** Raw mails, durable from the moment they were accepted. */
export interface RawMailStore {
  /** Undefined when nothing lies there (yet). */
  find(stored: Pick<StoredMail, 'bucket' | 'key'>): Promise<RawMail | undefined>;
}

/** Reads any mail; never refuses. The account says which addresses are ours. */
export type ReadMail = (raw: RawMail, account: Account) => Promise<IncomingMail>;

/** Files of messages; a file that no message names harms nobody. */
export interface FileStore {
  put(id: AttachmentId, file: Pick<IncomingFile, 'name' | 'type' | 'bytes'>): Promise<void>;
  get(id: AttachmentId): Promise<Uint8Array>;
}

/** What taking in a mail works with. */
export interface InboundDesk
  extends Pick<Desk, 'tickets' | 'accounts' | 'agents' | 'customers' | 'ids' | 'now' | 'draw'> {
  readonly rawMails: RawMailStore;
  readonly files: Pick<FileStore, 'put'>;
  readonly readMail: ReadMail;
}
