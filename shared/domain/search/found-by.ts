import type { Ticket } from '../ticket/ticket.ts';
import type { FoundBy } from './word-index.ts';
import { wordsOf } from './words.ts';

export const toFoundBy = (ticket: Ticket): FoundBy => ({
  ticketId: ticket.id,
  version: ticket.version,
  isGone: false,
  createdAt: ticket.createdAt,
  words: wordsOf(ticket),
});

/** By what a saved change makes a ticket be found; null when it is found as it was, as after most changes. */
export function toFoundByChange(before: Ticket | null, after: Ticket | null): FoundBy | null {
  if (after !== null) {
    const found = toFoundBy(after);
    return before !== null && isSame(wordsOf(before), found.words) ? null : found;
  }
  return before && { ...toFoundBy(before), isGone: true, words: [] };
}

const isSame = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((word, position) => word === others[position]);
