import type { Desk } from '../desk.ts';
import { parseCode, toTicketId } from '../ticket/code.ts';
import { follow } from '../ticket/message-trail.ts';
import type { TicketFilter } from '../ticket/ticket-filter.ts';
import { parseQuery, type SearchQuery } from './query.ts';

interface Asked {
  readonly q: string;
  readonly filter: Pick<TicketFilter, 'statuses'>;
}

/**
 * What somebody looks for. The code of a merged ticket is its target's (behaviour.md section 1), unless deleted tickets are
 * looked for, of which the merged one is one. Refuses with `invalid` a text without words.
 */
export async function readQuery(desk: Pick<Desk, 'tickets'>, { q, filter }: Asked): Promise<SearchQuery> {
  const query = parseQuery(q);
  if (filter.statuses?.includes('deleted')) return query;
  const [beginning, ...words] = await Promise.all(
    [query.beginning, ...query.words].map((word) => codeNow(desk, word)),
  );
  return { words, beginning: beginning ?? query.beginning };
}

async function codeNow(desk: Pick<Desk, 'tickets'>, word: string): Promise<string> {
  const code = word.includes('-') ? parseCode(word) : null;
  if (code === null) return word;
  const followed = await follow(desk, { ticketId: toTicketId(code), ticketVersion: null });
  return followed?.ticket.code.toLowerCase() ?? word;
}
