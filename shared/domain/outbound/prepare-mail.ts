import { toInstant } from '../business-time/instant.ts';
import { admitNotice, sees } from '../notice/admit-notice.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { type AutomaticMail, automaticMail } from './automatic-mail.ts';
import { digestMail } from './digest-mail.ts';
import { type Invitation, invitationMail } from './invitation-mail.ts';
import { noticeMail } from './notice-mail.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { replyMail } from './reply-mail.ts';
import type { OutboundDesk } from './send-lane.ts';
import type { NoticeEvent, Unsent } from './unsent.ts';

/** What is to be done about something unsent. `event-only`: a client of the API hears of it on the bus. */
export type Prepared =
  | { readonly kind: 'mail'; readonly mail: OutgoingMail }
  | { readonly kind: 'no-recipient' | 'event-only' | 'gone' };

export async function prepareMail(desk: OutboundDesk, unsent: Unsent): Promise<Prepared> {
  const { what, ticketId } = unsent;
  if (what.kind === 'invitation') return prepareInvitation(desk, unsent, what);
  if (what.kind === 'digest') return prepareDigest(desk, unsent, what);
  const ticket = ticketId === null ? undefined : await desk.tickets.find(ticketId);
  if (ticket === undefined) return { kind: 'gone' };
  if (what.kind === 'automatic') return prepareAutomatic(desk, ticket, { kind: what.template, unsent });
  return what.kind === 'reply'
    ? prepareReply(desk, ticket, what.ticketVersion)
    : prepareNotice(desk, ticket, { ...what, unsent });
}

async function prepareReply(desk: OutboundDesk, ticket: Ticket, ticketVersion: number): Promise<Prepared> {
  const [account, message, thread] = await Promise.all([
    desk.accounts.load(),
    desk.tickets.findMessage(ticket.id, ticketVersion),
    desk.outbound.listThread(ticket),
  ]);
  if (message === undefined) return { kind: 'gone' };
  const mail = replyMail({ account, ticket, message, thread, mailDomains: desk.mailDomains });
  if (mail !== null) return { kind: 'mail', mail };
  return { kind: ticket.channel === 'api' ? 'event-only' : 'no-recipient' };
}

/**
 * Nobody's machine is answered by ours, and no address more often an hour than the account says (behaviour.md section
 * 8). What was tried before is counted already.
 */
async function prepareAutomatic(
  desk: OutboundDesk,
  ticket: Ticket,
  { kind, unsent }: Pick<AutomaticMail, 'kind' | 'unsent'>,
): Promise<Prepared> {
  const [account, received, thread, ratingLink] = await Promise.all([
    desk.accounts.load(),
    desk.outbound.findLastReceived(ticket),
    desk.outbound.listThread(ticket),
    kind === 'resolved' ? desk.makeRatingLink(ticket.code) : null,
  ]);
  const at = toInstant(desk.now());
  const { mailDomains } = desk;
  const mail = automaticMail({ account, ticket, unsent, kind, thread, ratingLink, mailDomains, at });
  const address = mail?.to[0]?.address ?? '';
  const isToMachine = received !== undefined && received.automatic !== null;
  if (mail === null || isToMachine) return { kind: 'gone' };
  const most = account.settings.automaticAnswersPerHour;
  const isCounted = unsent.attempts > 0 || (await desk.outbound.countAutomatic(address, { at, most }));
  return isCounted ? { kind: 'mail', mail } : { kind: 'gone' };
}

interface Notice {
  readonly unsent: Unsent;
  readonly agentId: Extract<Unsent['what'], { kind: 'notice' }>['agentId'];
  readonly event: NoticeEvent;
}

async function prepareNotice(desk: OutboundDesk, ticket: Ticket, notice: Notice): Promise<Prepared> {
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
