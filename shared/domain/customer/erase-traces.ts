import { toEpochMs, toInstant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import type { CustomerId, TicketId } from '../ids.ts';
import { changeTicket } from '../ticket/change-ticket.ts';
import { eraseTicket } from '../ticket/erase-ticket.ts';
import type { LeftMessage, MessageObjects } from '../ticket/purge-store.ts';
import type { Erasure, ErasureStore } from './erasure.ts';

export interface ErasureDesk extends Desk {
  readonly erasures: ErasureStore;
  readonly objects: MessageObjects;
}

const ticketsAtOnce = 20;
/** One go redacts about so many messages; the next follows at once. */
const messagesAtOnce = 100;
/** With claims and files no more than 100 writes. */
const pageSize = 10;
/** What somebody looked up before, and what an index shows, is older than this no more. */
const settledMs = 60_000;

/**
 * Takes what is known of an erased customer out of his tickets, their messages and kept answers, ticket by ticket. Told
 * twice, or broken off, it goes on where it was; what is erased already is left alone. When all is done it begins once
 * more, because somebody may have known him still when he was erased.
 */
export async function eraseTraces(desk: ErasureDesk, id: CustomerId): Promise<void> {
  const erasure = await desk.erasures.find(id);
  if (erasure === undefined) return;
  const place = await eraseSome(desk, erasure);
  if (place !== null) return desk.erasures.goOn(id, place, toInstant(desk.now() + 1));
  for (const one of erasure.ids) await desk.erasures.forgetAnswers(one);
  const settledAtMs = toEpochMs(erasure.at) + settledMs;
  if (desk.now() >= settledAtMs) return desk.erasures.finish(id);
  return desk.erasures.goOn(id, { of: 0, after: null }, toInstant(settledAtMs));
}

/** Where it goes on; null at the end. */
async function eraseSome(desk: ErasureDesk, { ids, place }: Erasure): Promise<Erasure['place'] | null> {
  const of = ids[place.of];
  if (of === undefined) return null;
  const page = {
    sort: 'createdAt',
    backward: false,
    after: place.after ?? undefined,
    limit: ticketsAtOnce,
  } as const;
  const entries = await desk.index.list({ by: 'customer', value: of }, page);
  let { after } = place;
  let redacted = 0;
  for (const { ticketId, position } of entries) {
    await eraseOne(desk, ticketId, ids);
    const left = messagesAtOnce - redacted;
    const done = await redactMessages(desk, ticketId, left);
    if (done.isMore) return { of: place.of, after };
    redacted += done.redacted;
    after = position;
  }
  if (entries.length > 0) return { of: place.of, after };
  return place.of + 1 < ids.length ? { of: place.of + 1, after: null } : null;
}

/** The ticket first: from then on nobody takes part by his address, so nothing new comes to be redacted. */
async function eraseOne(desk: ErasureDesk, ticketId: TicketId, ids: readonly CustomerId[]): Promise<void> {
  await changeTicket(desk, ticketId, {
    actor: { kind: 'system', id: null },
    decide: ({ ticket }, context) => {
      const change = ticket === undefined ? null : eraseTicket(ticket, ids, context);
      return change === null ? null : { change };
    },
  });
}

/** Objects go before the messages that name them, so whoever begins again after a crash finds what is left. */
async function redactMessages(desk: ErasureDesk, ticketId: TicketId, most: number) {
  let redacted = 0;
  let after: string | undefined;
  do {
    if (redacted >= most) return { redacted, isMore: true };
    const page = await desk.erasures.listMessages(ticketId, { limit: pageSize, after });
    const left = page.items.filter(saysSomething);
    await Promise.all(left.map((one) => desk.objects.remove(one)));
    await desk.erasures.redact(left.map(({ message }) => message));
    redacted += left.length;
    after = page.next;
  } while (after !== undefined);
  await desk.erasures.removeComments(ticketId);
  return { redacted, isMore: false };
}

function saysSomething({ message, textKey }: LeftMessage): boolean {
  const { body, visibleText, html, attachments, remarks, raw, mailMessageId, claimId, author, delivery } =
    message;
  const texts = [body, visibleText, html ?? '', ...remarks, mailMessageId ?? '', claimId ?? ''];
  return [
    texts.some((text) => text !== ''),
    [textKey, raw, delivery?.reason ?? null].some((one) => one !== null),
    attachments.length > 0,
    author.kind === 'customer' && author.name !== null,
  ].some(Boolean);
}
