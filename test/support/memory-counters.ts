import type {
  CountedTicket,
  CounterReader,
  CounterStore,
  Counts,
} from '#shared/domain/counting/counter-store.ts';
import { type CountName, toCounted } from '#shared/domain/counting/ticket-counts.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { isNews, latestOfEach } from '#shared/domain/ticket/told-ticket.ts';

/** Counters that keep the same promise as those in the table. */
export class MemoryCounters implements CounterStore, CounterReader {
  readonly #countedById = new Map<string, CountedTicket>();

  async count(tickets: readonly CountedTicket[]): Promise<void> {
    for (const told of latestOfEach(tickets)) {
      if (isNews(told, this.#countedById.get(told.ticketId))) this.#countedById.set(told.ticketId, told);
    }
  }

  async read(of: readonly string[]): Promise<ReadonlyMap<string, Counts>> {
    const counts = added([...this.#countedById.values()].flatMap((one) => one.counts));
    return new Map([...counts].filter(([subject]) => of.includes(subject)));
  }
}

/** What counting these tickets anew gives; counts of 0 are left out. */
export const recount = (tickets: Iterable<Ticket>): Map<string, Counts> =>
  added([...tickets].flatMap((ticket) => toCounted(ticket).counts));

function added(names: readonly CountName[]): Map<string, Counts> {
  const counts = new Map<string, Record<string, number>>();
  for (const { of, name } of names) {
    const known = counts.get(of) ?? {};
    counts.set(of, { ...known, [name]: (known[name] ?? 0) + 1 });
  }
  return counts;
}
