import { type Account, departmentOrDefault } from '../account/account.ts';
import { type DepartmentId, defaultDepartmentId, type SourceId } from '../ids.ts';
import type { EmailSource } from '../source/source.ts';
import type { IncomingMail } from './incoming-mail.ts';
import { addressesOfSource, isEmailSource, mailboxOf } from './own-mailboxes.ts';

/** Where a mail belongs by the address that it was sent to. */
export interface Placement {
  readonly sourceId: SourceId | null;
  readonly departmentId: DepartmentId;
  readonly tags: readonly string[];
  readonly maxAttachmentBytes: number;
}

/** Given to mail for an address of no source. */
export const unknownRecipientTag = 'unknown-recipient';

const megabyte = 1024 * 1024;
/** What a mailbox takes unless it says otherwise. */
const usualMegabytes = 25;

/**
 * The source of a mail: the one whose webhook took it, else the first active one that a recipient names, those first
 * to whom it was really delivered. Mail for none of them goes to the default department (sources.md, Email).
 */
export function chooseSource(
  mail: Pick<IncomingMail, 'deliveredTo' | 'recipients'>,
  webhookSourceId: SourceId | null,
  account: Account,
): Placement {
  const source =
    findActive(account, webhookSourceId) ??
    findByRecipients([...mail.deliveredTo, ...mail.recipients], account);
  if (source === undefined) {
    return {
      sourceId: null,
      departmentId: defaultDepartmentId,
      tags: [unknownRecipientTag],
      maxAttachmentBytes: usualMegabytes * megabyte,
    };
  }
  return {
    sourceId: source.id,
    departmentId: departmentOrDefault(account, source.departmentId).id,
    tags: source.defaultTags,
    maxAttachmentBytes: source.settings.maxAttachmentMegabytes * megabyte,
  };
}

function findActive(account: Account, id: SourceId | null): EmailSource | undefined {
  const source = id === null ? undefined : account.sourceById.get(id);
  return source !== undefined && isEmailSource(source) && source.active ? source : undefined;
}

function findByRecipients(recipients: readonly string[], account: Account): EmailSource | undefined {
  const active = [...account.sourceById.values()].filter(isEmailSource).filter((source) => source.active);
  const byMailbox = new Map(
    active.flatMap((source) => addressesOfSource(source).map((address) => [mailboxOf(address), source])),
  );
  const named = recipients.find((address) => byMailbox.has(mailboxOf(address)));
  return named === undefined ? undefined : byMailbox.get(mailboxOf(named));
}
