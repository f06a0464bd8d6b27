import type { Account } from '#shared/domain/account/account.ts';
import type { SourceId } from '#shared/domain/ids.ts';
import type { FoundTicket } from '#shared/domain/inbound/decide-arrival.ts';
import type { IncomingMail } from '#shared/domain/inbound/incoming-mail.ts';
import { type Source, SourceInput } from '#shared/domain/source/source.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { MailClaim } from '#shared/domain/ticket/ticket-store.ts';
import { aCustomer, aDepartment, anAccount, begun } from '#test/support/builders.ts';

export const mailbox = 'help@desk.example';

/** A source as it is kept; the secrets stay outside. */
export function aSource(id: SourceId, said: unknown): Source {
  const { secrets: _, ...input } = SourceInput.parse(said);
  return { ...input, ...begun, id, secretsSet: [] } as Source;
}

export const aMailbox = (id: SourceId, settings: Record<string, unknown> = {}, changes = {}) =>
  aSource(id, {
    type: 'email',
    name: id,
    departmentId: 'dep_sales',
    settings: { address: mailbox, ...settings },
    ...changes,
  });

/** A department `Sales` with a mailbox, beside the default department. */
export function aMailAccount(
  sources: readonly Source[] = [aMailbox('src_help')],
  settings: Partial<Account['settings']> = {},
): Account {
  const account = anAccount({ departments: [aDepartment(), aDepartment('dep_sales')], settings });
  return { ...account, sourceById: new Map(sources.map((source) => [source.id as string, source])) };
}

export function aMail(changes: Partial<IncomingMail> = {}): IncomingMail {
  const mailMessageId = changes.mailMessageId ?? '<one@customer.example>';
  return {
    id: mailMessageId,
    mailMessageId,
    headers: new Map(),
    digest: 'digest-one',
    answers: [],
    reportsOn: [],
    bounceReason: null,
    code: null,
    author: { address: aCustomer.email, name: aCustomer.name },
    isMarkedOurs: false,
    deliveredTo: [mailbox],
    recipients: [mailbox],
    subject: 'Subject-of-mail',
    text: 'Text-of-mail',
    visibleText: 'Text-of-mail',
    html: null,
    automatic: null,
    isSpam: false,
    hasVirus: false,
    unreadable: null,
    files: [],
    filesLeftOut: 0,
    ...changes,
  };
}

/** Of a mail that came in; `digest: null` makes it ours. */
export function aClaim(changes: Partial<MailClaim> & Pick<MailClaim, 'mailMessageId'>): MailClaim {
  return { digest: 'digest-one', ticketId: 'tkt_one', messageId: 'msg_one', ticketVersion: 1, ...changes };
}

/** Found where it was named: it was neither merged nor split. */
export const asNamed = (ticket: Ticket): FoundTicket => ({ namedId: ticket.id, named: ticket, ticket });
