import { toInstant } from '../business-time/instant.ts';
import { admitNotice, sees } from '../notice/admit-notice.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { type AutomaticMail, automaticMail } from './automatic-mail.ts';
import { digestMail } from './digest-mail.ts';
import type { Failure } from './give-up.ts';
import { type Invitation, invitationMail } from './invitation-mail.ts';
import { noticeMail } from './notice-mail.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { replyMail } from './reply-mail.ts';
import { type RuleMail, ruleMail } from './rule-mail.ts';
import type { OutboundDesk } from './send-lane.ts';
import type { NoticeEvent, Unsent } from './unsent.ts';

/** What is to be done about something unsent. `event-only`: a client of the API hears of it on the bus. */
export type Prepared =
  | { readonly kind: 'mail'; readonly mail: OutgoingMail }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'event-only' | 'gone' };

const refused = (code: string): Prepared => ({ kind: 'refused', failure: { code, reason: code } });

export async function prepareMail(desk: OutboundDesk, unsent: Unsent): Promise<Prepared> {
  const { what, ticketId } = unsent;
  if (what.kind === 'invitation') return prepareInvitation(desk, unsent, what);
  if (what.kind === 'digest') return prepareDigest(desk, unsent, what);
  const ticket = ticketId === null ? null : await desk.tickets.find(ticketId);
  if (ticket === undefined) return { kind: 'gone' };
  if (what.kind === 'notice') return prepareNotice(desk, ticket, { ...what, unsent });
  if (what.kind === 'ruleMail') return prepareRuleMail(desk, ticket, { mail: what, unsent });
  if (ticket === null || what.kind === 'webhook') return { kind: 'gone' };
  return what.kind === 'automatic'
    ? prepareAutomatic(desk, ticket, { kind: what.template, unsent })
    : prepareReply(desk, ticket, { unsent, ticketVersion: what.ticketVersion });
}

interface Reply {
  readonly unsent: Unsent;
  readonly ticketVersion: number;
}

async function prepareReply(
  desk: OutboundDesk,
  ticket: Ticket,
  { unsent, ticketVersion }: Reply,
): Promise<Prepared> {
  const [account, message, thread] = await Promise.all([
    desk.accounts.load(),
    desk.tickets.findMessage(ticket.id, ticketVersion),
    desk.outbound.listThread(ticket),
  ]);
  if (message === undefined) return { kind: 'gone' };
  const mail = replyMail({ account, ticket, message, thread, mailDomains: desk.mailDomains });
  if (mail === null) return ticket.channel === 'api' ? { kind: 'event-only' } : refused('no-recipient');
  if (message.automatic === null) return { kind: 'mail', mail };
  const address = mail.to[0]?.address ?? '';
  const fault = await automaticFault(desk, ticket, { unsent, address });
  return fault === null ? { kind: 'mail', mail: { ...mail, isNotice: true } } : refused(fault);
}

/**
 * Nobody's machine is answered by ours, and no address more often an hour than the account says (behaviour.md section
 * 8). What was tried before is counted already.
 */
async function automaticFault(
  desk: OutboundDesk,
  ticket: Ticket,
  { unsent, address }: { unsent: Unsent; address: string },
): Promise<string | null> {
  const [account, received] = await Promise.all([
    desk.accounts.load(),
    desk.outbound.findLastReceived(ticket),
  ]);
  if (received !== undefined && received.automatic !== null) return 'to-a-machine';
  const limit = { at: toInstant(desk.now()), most: account.settings.automaticAnswersPerHour };
  const isCounted = unsent.attempts > 0 || (await desk.outbound.countAutomatic(address, limit));
  return isCounted ? null : 'too-many-automatic';
}

async function prepareAutomatic(
  desk: OutboundDesk,
  ticket: Ticket,
  { kind, unsent }: Pick<AutomaticMail, 'kind' | 'unsent'>,
): Promise<Prepared> {
  const [account, thread, ratingLink] = await Promise.all([
    desk.accounts.load(),
    desk.outbound.listThread(ticket),
    kind === 'resolved' ? desk.makeRatingLink(ticket.code) : null,
  ]);
  const at = toInstant(desk.now());
  const { mailDomains } = desk;
  const mail = automaticMail({ account, ticket, unsent, kind, thread, ratingLink, mailDomains, at });
  const address = mail?.to[0]?.address ?? '';
  if (mail === null || (await automaticFault(desk, ticket, { unsent, address })) !== null) {
    return { kind: 'gone' };
  }
  return { kind: 'mail', mail };
}

/** A rule that writes to one address without end is a mistake, or a loop with the machine there. */
const mostRuleMailsPerHour = 100;

async function prepareRuleMail(
  desk: OutboundDesk,
  ticket: Ticket | null,
  { mail: what, unsent }: Pick<RuleMail, 'mail' | 'unsent'>,
): Promise<Prepared> {
  const account = await desk.accounts.load();
  const at = toInstant(desk.now());
  const mail = ruleMail({ account, ticket, unsent, mail: what, mailDomains: desk.mailDomains, at });
  if (mail === null) return refused('own-address');
  const limit = { at, most: mostRuleMailsPerHour };
  const isCounted = unsent.attempts > 0 || (await desk.outbound.countAutomatic(`by rule ${what.to}`, limit));
  return isCounted ? { kind: 'mail', mail } : refused('too-many-automatic');
}

interface Notice {
  readonly unsent: Unsent;
  readonly agentId: Extract<Unsent['what'], { kind: 'notice' }>['agentId'];
  readonly event: NoticeEvent;
}

async function prepareNotice(desk: OutboundDesk, ticket: Ticket | null, notice: Notice): Promise<Prepared> {
  const [account, record] = await Promise.all([desk.accounts.load(), desk.agents.findRecord(notice.agentId)]);
  if (record === undefined || record.agent.deletedAt !== null) return { kind: 'gone' };
  const { unsent, event } = notice;
  const isRetry = unsent.attempts > 0;
  const admitted = { id: unsent.order, record, ticket, event, account, isRetry };
  if ((await admitNotice(desk, admitted)) !== 'mail') return { kind: 'gone' };
  const { mailDomains } = desk;
  const { agent } = record;
  return {
    kind: 'mail',
    mail: noticeMail({ account, ticket, agent, unsent, event, mailDomains, at: toInstant(desk.now()) }),
  };
}

async function prepareInvitation(
  desk: OutboundDesk,
  unsent: Unsent,
  invitation: Invitation,
): Promise<Prepared> {
  const [account, agent] = await Promise.all([desk.accounts.load(), desk.agents.find(invitation.agentId)]);
  if (agent === undefined || agent.deletedAt !== null) return { kind: 'gone' };
  const { mailDomains } = desk;
  const at = toInstant(desk.now());
  return { kind: 'mail', mail: invitationMail({ account, agent, unsent, invitation, mailDomains, at }) };
}

/** Of tickets that he sees no more nothing is told. */
async function prepareDigest(
  desk: OutboundDesk,
  unsent: Unsent,
  { agentId, lines, more }: Extract<Unsent['what'], { kind: 'digest' }>,
): Promise<Prepared> {
  const [account, record, tickets] = await Promise.all([
    desk.accounts.load(),
    desk.agents.findRecord(agentId),
    desk.index.getMany([...new Set(lines.flatMap(({ ticketId }) => ticketId ?? []))]),
  ]);
  if (record === undefined || record.agent.deletedAt !== null) return { kind: 'gone' };
  const seen = lines.filter(({ ticketId }) => {
    if (ticketId === null) return true;
    const ticket = tickets.get(ticketId);
    return ticket !== undefined && sees(record, ticket, account);
  });
  if (seen.length === 0) return { kind: 'gone' };
  const { mailDomains, now } = desk;
  const { agent } = record;
  const at = toInstant(now());
  return { kind: 'mail', mail: digestMail({ account, agent, unsent, lines: seen, more, mailDomains, at }) };
}
