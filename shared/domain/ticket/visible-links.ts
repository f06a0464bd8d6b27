import { decideAccess } from '../access/authorise.ts';
import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import type { Desk } from '../desk.ts';
import type { TicketId } from '../ids.ts';
import type { Entry } from './entry.ts';
import type { Ticket, TicketLink } from './ticket.ts';

/** Tickets whose ids a reader may be told: an id is a code, and the existence of what he does not see is not told. */
export type VisibleTickets = ReadonlySet<TicketId>;

interface Reader {
  readonly principal: Principal;
  readonly account: Account;
}

/** Of the tickets that these have to do with, those that somebody sees; nothing is read where there is none. */
export function findVisibleLinks(
  desk: Pick<Desk, 'index'>,
  reader: Reader,
  tickets: readonly Ticket[],
): Promise<VisibleTickets> {
  const ids = tickets.flatMap(({ links }) => links.map(({ ticketId }) => ticketId));
  return findVisible(desk, reader, ids);
}

/** The same for what lines of a timeline name. */
export function findVisibleNamed(
  desk: Pick<Desk, 'index'>,
  reader: Reader,
  entries: readonly Entry[],
): Promise<VisibleTickets> {
  return findVisible(desk, reader, entries.flatMap(namedTickets));
}

async function findVisible(
  { index }: Pick<Desk, 'index'>,
  { principal, account }: Reader,
  ids: readonly TicketId[],
): Promise<VisibleTickets> {
  if (ids.length === 0) return new Set();
  const found = await index.getMany([...new Set(ids)]);
  const seen = [...found.values()].filter(
    (ticket) => decideAccess(principal, 'tickets.read', { kind: 'ticket', ticket, account }).allowed,
  );
  return new Set(seen.map(({ id }) => id));
}

export function visibleLinks({ links }: Pick<Ticket, 'links'>, visible: VisibleTickets): TicketLink[] {
  return links.filter(({ ticketId }) => visible.has(ticketId));
}

/** The fields of an entry in which other tickets are named. */
const naming = ['ticketId', 'mergedInto', 'mergedFrom', 'splitInto', 'splitFrom'];

function namedTickets({ after = {} }: Entry): TicketId[] {
  return naming.flatMap((name) => [after[name] ?? []].flat()) as TicketId[];
}

/** What an entry says, without the tickets that its reader does not see. */
export function withoutHidden({ after }: Entry, visible: VisibleTickets): Entry['after'] {
  if (after === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(after).map(([name, value]) => [
      name,
      naming.includes(name) ? shown(value, visible) : value,
    ]),
  );
}

type Value = NonNullable<Entry['after']>[string];

function shown(value: Value, visible: VisibleTickets): Value {
  const isShown = (id: unknown) => visible.has(id as TicketId);
  if (Array.isArray(value)) return value.filter(isShown);
  return isShown(value) ? value : null;
}
