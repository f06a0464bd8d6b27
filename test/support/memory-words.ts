import { toFoundBy } from '#shared/domain/search/found-by.ts';
import type {
  FoundBy,
  WordEntry,
  WordIndex,
  WordKeeper,
  WordPage,
} from '#shared/domain/search/word-index.ts';
import { stemsOf } from '#shared/domain/search/words.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { isNews, latestOfEach } from '#shared/domain/ticket/told-ticket.ts';

/** Words that keep the same promise as those in the table, in two parts. */
export class MemoryWords implements WordIndex, WordKeeper {
  readonly #foundById = new Map<string, FoundBy>();
  /** Stems that were read so far. */
  readonly read: string[] = [];

  static of(tickets: Iterable<Ticket>): MemoryWords {
    const words = new MemoryWords();
    for (const ticket of tickets) words.#foundById.set(ticket.id, toFoundBy(ticket));
    return words;
  }

  async keep(tickets: readonly FoundBy[]): Promise<void> {
    for (const told of latestOfEach(tickets)) {
      if (isNews(told, this.#foundById.get(told.ticketId))) this.#foundById.set(told.ticketId, told);
    }
  }

  async list(stem: string, page: WordPage): Promise<readonly (readonly WordEntry[])[]> {
    this.read.push(stem);
    const entries = [...this.#foundById.values()]
      .filter(({ words }) => stemsOf(words).includes(stem))
      .map(({ ticketId, createdAt, words }) => ({ ticketId, position: `${createdAt}#${ticketId}`, words }));
    return [0, 1].map((part) =>
      pageOf(
        entries.filter(({ ticketId }) => ticketId.length % 2 === part),
        page,
      ),
    );
  }
}

function pageOf(entries: readonly WordEntry[], { backward, after, limit }: WordPage): WordEntry[] {
  const isBeyond = ({ position }: WordEntry) =>
    after === undefined || (backward ? position < after : position > after);
  const inOrder = entries.filter(isBeyond).toSorted((one, other) => (one.position < other.position ? -1 : 1));
  return (backward ? inOrder.toReversed() : inOrder).slice(0, limit);
}
