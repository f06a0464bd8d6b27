import type { TicketId } from '../ids.ts';
import type { Stretch, Ticket } from './ticket.ts';

/** Where a message stands: under this ticket, brought by the change of this version. */
export interface MessagePlace {
  readonly ticketId: TicketId;
  readonly ticketVersion: number;
}

/** A ticket as far as what it reads goes. */
export type Reader = Pick<Ticket, 'id' | 'conversation'>;

/** A page of a conversation asks each stretch at once, so there is an end to how many there are. */
export const mostStretches = 50;

/** What a ticket reads: all of its own messages, unless merging or splitting said otherwise. */
export function conversationOf({ id, conversation }: Reader): readonly Stretch[] {
  return conversation.length === 0 ? [{ ticketId: id, from: 1, upTo: null }] : conversation;
}

/** Whether a message belongs to the conversation of a ticket. */
export function holds(ticket: Reader, place: MessagePlace): boolean {
  return conversationOf(ticket).some((stretch) => isWithin(stretch, place));
}

export function isWithin({ ticketId, from, upTo }: Stretch, place: MessagePlace): boolean {
  const { ticketVersion: version } = place;
  return ticketId === place.ticketId && from <= version && version <= (upTo ?? version);
}

/** Up to the ticket's present version: what it reads then is all that it will ever read. */
export function closedConversation(ticket: Reader & Pick<Ticket, 'version'>): Stretch[] {
  return conversationOf(ticket).map((stretch) => ({ ...stretch, upTo: stretch.upTo ?? ticket.version }));
}

/** All of them in the order of tickets as they come, those that touch as one; no message twice. */
export function unite(stretches: readonly Stretch[]): Stretch[] {
  const byTicket = Map.groupBy(stretches, ({ ticketId }) => ticketId);
  return [...byTicket.values()].flatMap((own) =>
    own.toSorted((one, other) => one.from - other.from).reduce<Stretch[]>(append, []),
  );
}

function append(united: Stretch[], next: Stretch): Stretch[] {
  const last = united.at(-1);
  if (last === undefined || (last.upTo !== null && last.upTo + 1 < next.from)) return [...united, next];
  const upTo = last.upTo === null || next.upTo === null ? null : Math.max(last.upTo, next.upTo);
  return [...united.slice(0, -1), { ...last, upTo }];
}

export interface Cut {
  readonly kept: readonly Stretch[];
  readonly given: readonly Stretch[];
}

/**
 * Cuts a conversation in two.
 * @param firstOf the first version that is given away, by the ticket under which it stands.
 * @param version of the ticket itself, up to which its own messages are given; later ones are its own again.
 */
export function cutConversation(
  ticket: Reader & Pick<Ticket, 'version'>,
  firstOf: ReadonlyMap<TicketId, number>,
): Cut {
  const cuts = conversationOf(ticket).map((stretch) => cut(stretch, firstOf, ticket.version));
  return {
    kept: unite(cuts.flatMap(({ kept }) => kept)),
    given: unite(cuts.flatMap(({ given }) => given)),
  };
}

function cut(stretch: Stretch, firstOf: ReadonlyMap<TicketId, number>, version: number): Cut {
  const first = firstOf.get(stretch.ticketId);
  const end = stretch.upTo ?? version;
  if (first === undefined || end < first) return { kept: [stretch], given: [] };
  const before = { ...stretch, upTo: first - 1 };
  const after = { ...stretch, from: version + 1 };
  return {
    kept: [...(before.from < first ? [before] : []), ...(stretch.upTo === null ? [after] : [])],
    given: [{ ...stretch, from: Math.max(stretch.from, first), upTo: end }],
  };
}
