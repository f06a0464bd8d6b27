import * as z from 'zod';
import type { Desk } from '../desk.ts';
import type { TicketId } from '../ids.ts';
import { conversationOf } from './conversation.ts';
import type { Message } from './message.ts';
import type { Stretch, Ticket } from './ticket.ts';
import type { Listed, ReadUpTo } from './ticket-store.ts';

interface Page {
  readonly limit: number;
  readonly after: string | undefined;
}

const Positions = z.record(z.string(), z.int());

/** Whether a position is one in the ticket's own messages, as a ticket without merges has it. */
export const isOwnPosition = (after: string | undefined): boolean => !after?.startsWith('{');

/**
 * One page of what a ticket reads, in order of time. A ticket that was never merged nor split pays for no more than its
 * own messages.
 */
export async function listConversation(
  { tickets }: Pick<Desk, 'tickets'>,
  ticket: Ticket,
  { limit, after }: Page,
): Promise<Listed<Message>> {
  if (ticket.conversation.length === 0 && isOwnPosition(after)) {
    return tickets.listMessages(ticket.id, { limit, after });
  }
  const readUpTo = positionsOf(ticket, after);
  const { items, next } = await tickets.listStretches(conversationOf(ticket), { limit, readUpTo });
  return { items, next: next === undefined ? undefined : JSON.stringify(next) };
}

/** Somebody may have begun to read when nothing was merged yet. */
function positionsOf({ id }: Ticket, after: string | undefined): ReadUpTo {
  if (after === undefined) return {};
  if (isOwnPosition(after)) return { [id]: Number(after.slice(after.indexOf('#') + 1)) };
  return Positions.parse(JSON.parse(after));
}

/** A message as far as its place in a conversation goes. */
type Placed = Pick<Message, 'ticketId' | 'ticketVersion' | 'createdAt'>;

/** The first messages of a stretch; `isEnd` when there are no more. */
export interface Begun<Item extends Placed> {
  readonly stretch: Stretch;
  readonly items: readonly Item[];
  readonly isEnd: boolean;
}

/** What is left of each stretch after what was read. */
export function leftOf(stretches: readonly Stretch[], readUpTo: ReadUpTo): Stretch[] {
  return stretches
    .map((stretch) => ({ ...stretch, from: Math.max(stretch.from, (readUpTo[stretch.ticketId] ?? 0) + 1) }))
    .filter(({ from, upTo }) => upTo === null || from <= upTo);
}

/**
 * Merges the beginnings of stretches: messages of one ticket in the order of its versions, those of several by time. Each
 * beginning has more than `limit` messages, or is all there is.
 */
export function mergeStretches<Item extends Placed>(
  begun: readonly Begun<Item>[],
  { limit, readUpTo }: { limit: number; readUpTo: ReadUpTo },
): { items: Item[]; next: ReadUpTo | undefined } {
  const streams = [...Map.groupBy(begun, ({ stretch }) => stretch.ticketId).values()].map(joinOwn);
  const items: Item[] = [];
  const positions: Record<string, number> = { ...readUpTo };
  for (let first = takeEarliest(streams); first !== undefined; first = takeEarliest(streams)) {
    if (items.length === limit) return { items, next: positions };
    items.push(first);
    positions[first.ticketId] = first.ticketVersion;
  }
  return { items, next: undefined };
}

/** Stretches of one ticket follow each other; beyond one that was not read to its end nothing is known yet. */
function joinOwn<Item extends Placed>(begun: readonly Begun<Item>[]): Item[] {
  const inOrder = begun.toSorted((one, other) => one.stretch.from - other.stretch.from);
  const open = inOrder.findIndex(({ isEnd }) => !isEnd);
  return inOrder.slice(0, open === -1 ? undefined : open + 1).flatMap(({ items }) => items);
}

function takeEarliest<Item extends Placed>(streams: readonly Item[][]): Item | undefined {
  const earliest = streams
    .filter((stream) => stream.length > 0)
    .reduce<Item[] | undefined>(
      (best, stream) => (best === undefined || isBefore(stream[0], best[0]) ? stream : best),
      undefined,
    );
  return earliest?.shift();
}

/** At the same instant by ticket, so that every page decides alike. */
function isBefore(one: Placed | undefined, other: Placed | undefined): boolean {
  return orderOf(one) < orderOf(other);
}

const orderOf = (placed: Placed | undefined) => `${placed?.createdAt} ${placed?.ticketId as TicketId}`;
