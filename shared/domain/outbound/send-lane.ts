import { toEpochMs, toInstant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import type { DigestStore } from '../notice/digest-store.ts';
import type { MailClaim } from '../ticket/ticket-store.ts';
import { giveUp } from './give-up.ts';
import type { OutboundStore } from './outbound-store.ts';
import type { SendMail, SendOutcome } from './outgoing-mail.ts';
import { prepareMail } from './prepare-mail.ts';
import { nextTry } from './retry-plan.ts';
import { toDelivery } from './to-delivery.ts';
import type { Unsent } from './unsent.ts';

/** What sending works with. */
export interface OutboundDesk extends Desk {
  readonly outbound: OutboundStore;
  readonly sendMail: SendMail;
  readonly digests: DigestStore;
  /** Where the customer of a ticket with this code rates it. */
  readonly makeRatingLink: (code: string) => Promise<string>;
  /** Domains that we may send from; none: any. */
  readonly mailDomains: readonly string[];
}

/** What waits behind them was put there by others, who sent word of it. */
const mostAtOnce = 20;
/** Queues and clocks are not exact to the second. */
const earlySeconds = 1;

/**
 * Sends what is first in a lane, and what follows it, until one has to wait for its next try. A crash between the
 * provider's yes and our record sends that one again, under the same Message-ID.
 */
export async function sendLane(desk: OutboundDesk, lane: string): Promise<void> {
  for (let sent = 0; sent < mostAtOnce; sent++) {
    const unsent = await desk.outbound.findFirst(lane);
    if (unsent === undefined || isEarly(unsent, desk.now())) return;
    const isOver = await sendFirst(desk, unsent);
    if (!isOver) return;
  }
}

/** The moment of one that was never tried is only a safety net. */
const isEarly = ({ attempts, nextAt }: Unsent, nowMs: number) =>
  attempts > 0 && toEpochMs(nextAt) - nowMs > earlySeconds * 1000;

/** False when it is tried again later. */
async function sendFirst(desk: OutboundDesk, unsent: Unsent): Promise<boolean> {
  const { what } = unsent;
  if (what.kind === 'webhook') {
    await desk.outbound.deliver(unsent, toDelivery(unsent, what, toInstant(desk.now())));
    return true;
  }
  const prepared = await prepareMail(desk, unsent);
  if (prepared.kind === 'mail') {
    const { mail } = prepared;
    return record(desk, { unsent, mailId: mail.id, outcome: await desk.sendMail(mail) });
  }
  if (prepared.kind === 'refused') {
    await giveUp(desk, unsent, prepared.failure);
  } else {
    const delivery = prepared.kind === 'event-only' ? told(desk, unsent, { state: 'sent' }) : null;
    await desk.outbound.remove(unsent, { claims: [], delivery });
  }
  return true;
}

interface Attempt {
  readonly unsent: Unsent;
  readonly mailId: string;
  readonly outcome: SendOutcome;
}

async function record(desk: OutboundDesk, { unsent, mailId, outcome }: Attempt): Promise<boolean> {
  if (outcome.kind === 'sent') {
    const { externalId, mailMessageIds } = outcome;
    const news = told(desk, unsent, { state: 'sent', externalId, reason: null });
    const delivery = news && { ...news, mailMessageId: mailMessageIds.at(-1) ?? '' };
    await desk.outbound.remove(unsent, { claims: claimsOf(mailId, unsent, mailMessageIds), delivery });
    return true;
  }
  const at = toInstant(desk.now());
  const nextAt =
    outcome.kind === 'later' ? nextTry(unsent.attempts + 1, at, outcome.retryAfterSeconds) : null;
  if (nextAt === null) {
    const code = outcome.kind === 'refused' ? outcome.code : 'tries-used-up';
    await giveUp(desk, unsent, { code, reason: outcome.reason });
    return true;
  }
  const delivery = told(desk, unsent, { reason: outcome.reason });
  await desk.outbound.postpone(unsent, { attempts: unsent.attempts + 1, nextAt, delivery });
  return false;
}

/** Answers to either id find the ticket, and neither comes in again as somebody's mail. */
function claimsOf(mailId: string, { ticketId, what }: Unsent, ids: readonly string[]): MailClaim[] {
  if (ticketId === null) return [];
  const ticketVersion = what.kind === 'reply' ? what.ticketVersion : null;
  return [...new Set(ids)].map((mailMessageId) => ({
    mailMessageId,
    digest: null,
    ticketId,
    ticketVersion,
    messageId: mailId,
  }));
}

/** What the message is told of this try; all but replies have no message. */
function told(
  desk: OutboundDesk,
  { ticketId, what, attempts }: Unsent,
  changes: { state?: 'sent'; externalId?: string; reason?: string | null },
) {
  if (what.kind !== 'reply' || ticketId === null) return null;
  const { ticketVersion } = what;
  return {
    ticketId,
    ticketVersion,
    changes: { ...changes, attempts: attempts + 1, at: toInstant(desk.now()) },
  };
}
