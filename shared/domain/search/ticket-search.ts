import type { TicketId } from '../ids.ts';
import { mergePages } from '../ticket/list-tickets.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { isFound, type SearchQuery, stemsFor } from './query.ts';
import type { WordEntry, WordIndex, WordPage } from './word-index.ts';
import { wordsOf } from './words.ts';

export interface LookPage extends WordPage {
  /** What the look before went through: the next one goes on there. */
  readonly through: string | undefined;
}

/** What one look brought: candidates in order, of which each has to be read. */
export interface Look {
  readonly candidates: readonly { readonly ticketId: TicketId; readonly position: string }[];
  readonly examined: number;
  /** Where the next look begins; undefined at the end. */
  readonly next: string | undefined;
  readonly through: string | undefined;
}

/** Finds tickets by what is written in them. An engine that knows the bodies of messages keeps the same promises. */
export interface TicketSearch {
  /** By creation; it may be behind by seconds. Null: too little to look for, every ticket has to be looked at. */
  look(query: SearchQuery, page: LookPage): Promise<Look | null>;
  /** Whether a ticket, as it is now, is what was looked for. */
  isMatch(query: SearchQuery, ticket: Ticket): boolean;
}

export function openTicketSearch(index: WordIndex): TicketSearch {
  return {
    look: (query, page) => lookAround(index, query, page),
    isMatch: (query, ticket) => isFound(query, wordsOf(ticket)),
  };
}

interface Stretch {
  readonly stem: string;
  readonly entries: readonly WordEntry[];
  readonly isEnd: boolean;
}

/** All stems are looked at once; the one whose entries lie farthest apart is the rarest and leads on. */
async function lookAround(index: WordIndex, query: SearchQuery, page: LookPage): Promise<Look | null> {
  const stems = page.through === undefined ? stemsFor(query) : [page.through];
  const stretches = await Promise.all(stems.map((stem) => readStretch(index, stem, page)));
  const rarest = stretches.reduce<Stretch | undefined>(
    (best, one) => (best === undefined || isRarer(one, best, page) ? one : best),
    undefined,
  );
  if (rarest === undefined) return null;
  const candidates = rarest.entries.filter(({ words }) => isFound(query, words));
  return toLook(rarest, candidates, { limit: page.limit, through: rarest.stem });
}

/** A look names no more candidates than its page holds, because each is read; the others come with the next one. */
export function toLook<Entry extends Look['candidates'][number]>(
  { entries, isEnd }: { readonly entries: readonly Entry[]; readonly isEnd: boolean },
  candidates: readonly Entry[],
  { limit, through }: { readonly limit: number; readonly through: string | undefined },
): Look {
  const named = candidates.slice(0, limit);
  const end = isEnd ? undefined : entries.at(-1)?.position;
  const next = named.length < candidates.length ? named.at(-1)?.position : end;
  return { candidates: named, examined: entries.length, next, through };
}

async function readStretch(index: WordIndex, stem: string, page: WordPage): Promise<Stretch> {
  const pages = await index.list(stem, page);
  return { stem, ...mergePages(pages, page) };
}

function isRarer(one: Stretch, other: Stretch, { backward }: WordPage): boolean {
  if (one.isEnd || other.isEnd)
    return one.isEnd && (!other.isEnd || one.entries.length < other.entries.length);
  const [reach, otherReach] = [one.entries.at(-1)?.position ?? '', other.entries.at(-1)?.position ?? ''];
  return backward ? reach < otherReach : reach > otherReach;
}
