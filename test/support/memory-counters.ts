import type {
  CountedChange,
  CounterReader,
  CounterStore,
  Counts,
} from '#shared/domain/counting/counter-store.ts';
import { countChanges } from '#shared/domain/counting/ticket-counts.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';

/** Counters that keep the same promise as those in the table. */
export class MemoryCounters implements CounterStore, CounterReader {
  readonly #counted = new Set<string>();
  readonly #counts = new Map<string, Record<string, number>>();

  async add(changes: readonly CountedChange[]): Promise<void> {
    for (const { id, counts } of changes) {
      if (this.#counted.has(id)) continue;
      this.#counted.add(id);
      for (const { of, name, by } of counts) {
        const known = this.#counts.get(of) ?? {};
        this.#counts.set(of, { ...known, [name]: (known[name] ?? 0) + by });
      }
    }
  }

  async read(of: readonly string[]): Promise<ReadonlyMap<string, Counts>> {
    return new Map(of.flatMap((one) => (this.#counts.has(one) ? [[one, this.#counts.get(one) ?? {}]] : [])));
  }
}

/** What counting these tickets anew gives; counts of 0 are left out. */
export function recount(tickets: Iterable<Ticket>): Map<string, Counts> {
  const counts = new Map<string, Record<string, number>>();
  for (const { of, name, by } of [...tickets].flatMap((ticket) => countChanges(null, ticket))) {
    const known = counts.get(of) ?? {};
    counts.set(of, { ...known, [name]: (known[name] ?? 0) + by });
  }
  return counts;
}
