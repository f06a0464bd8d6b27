import { toEpochMs, toInstant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import type { CustomerId, TicketId } from '../ids.ts';
import { changeTicket } from '../ticket/change-ticket.ts';
import { holds, type MessagePlace } from '../ticket/conversation.ts';
import { eraseTicket, leaveTicket } from '../ticket/erase-ticket.ts';
import { mergedFrom, mergedInto } from '../ticket/message-trail.ts';
import type { LeftMessage, MessageObjects } from '../ticket/purge-store.ts';
import type { Ticket } from '../ticket/ticket.ts';
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
    const ticket = await eraseOne(desk, ticketId, ids);
    const found = await findMessages(desk, ticketId, ticket);
    const done = await redactMessages(desk, found, messagesAtOnce - redacted);
    if (done.isMore) return { of: place.of, after };
    await desk.erasures.removeComments(ticketId);
    await desk.erasures.removeCalls(ticketId);
    redacted += done.redacted;
    after = position;
  }
  if (entries.length > 0) return { of: place.of, after };
  return place.of + 1 < ids.length ? { of: place.of + 1, after: null } : null;
}

/** The ticket first: from then on nobody takes part by his address, so nothing new comes to be redacted. */
async function eraseOne(
  desk: ErasureDesk,
  ticketId: TicketId,
  ids: readonly CustomerId[],
): Promise<Ticket | undefined> {
  const { ticket } = await changeTicket(desk, ticketId, {
    actor: { kind: 'system', id: null },
    decide: async ({ ticket }, context) => {
      const change = ticket === undefined ? null : eraseTicket(ticket, ids, context);
      if (change === null) return null;
      // While the ticket still says by which address: after a crash, or a merge at this moment, it is asked again.
      await leaveTarget(desk, change.before);
      return { change };
    },
  });
  return ticket;
}

/** Whose ticket was merged into another's took part there by his address. */
async function leaveTarget(desk: ErasureDesk, source: Ticket | null): Promise<void> {
  const address = source?.customer.email ?? null;
  if (source === null || address === null || mergedInto(source) === undefined) return;
  const target = { ticketId: source.id, ticketVersion: null };
  await changeTicket(desk, target, {
    actor: { kind: 'system', id: null },
    decide: ({ ticket }, context) => {
      const change = ticket === undefined ? null : leaveTicket(ticket, address, context);
      return change === null ? null : { change };
    },
  });
}

interface FoundMessages {
  /** The tickets under which they stand. */
  readonly under: readonly TicketId[];
  readonly isAmong: (place: MessagePlace) => boolean;
}

/**
 * All that stand under his ticket, whoever reads them now; and those that it was given by tickets that are gone, but for
 * what it reads only since a merge: those are the merged ticket's.
 */
async function findMessages(
  { tickets }: ErasureDesk,
  ticketId: TicketId,
  ticket: Ticket | undefined,
): Promise<FoundMessages> {
  if (ticket === undefined) return { under: [ticketId], isAmong: () => true };
  const find = async (ids: readonly TicketId[]) =>
    (await Promise.all(ids.map((id) => tickets.find(id)))).filter((one) => one !== undefined);
  const givers = [...new Set(ticket.conversation.map((stretch) => stretch.ticketId))];
  const [living, sources] = await Promise.all([find(givers), find(mergedFrom(ticket))]);
  const gone = givers.filter((id) => id !== ticketId && !living.some((one) => one.id === id));
  const isOfSource = (place: MessagePlace) => sources.some((source) => holds(source, place));
  return {
    under: [ticketId, ...gone],
    isAmong: (place) => place.ticketId === ticketId || (holds(ticket, place) && !isOfSource(place)),
  };
}

async function redactMessages(desk: ErasureDesk, { under, isAmong }: FoundMessages, most: number) {
  let redacted = 0;
  for (const ticketId of under) {
    for await (const left of pagesOf(desk, ticketId)) {
      if (redacted >= most) return { redacted, isMore: true };
      redacted += await redact(
        desk,
        left.filter(({ message }) => isAmong(message)),
      );
    }
  }
  return { redacted, isMore: false };
}

async function* pagesOf({ erasures }: ErasureDesk, ticketId: TicketId) {
  let after: string | undefined;
  do {
    const page = await erasures.listMessages(ticketId, { limit: pageSize, after });
    yield page.items;
    after = page.next;
  } while (after !== undefined);
}

/** Objects go before the messages that name them, so whoever begins again after a crash finds what is left. */
async function redact(desk: ErasureDesk, messages: readonly LeftMessage[]): Promise<number> {
  const left = messages.filter(saysSomething);
  await Promise.all(left.map((one) => desk.objects.remove(one)));
  await desk.erasures.redact(left.map(({ message }) => message));
  return left.length;
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
