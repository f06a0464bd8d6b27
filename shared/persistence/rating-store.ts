import type { Rating, RatingStore } from '#shared/domain/rating/rating.ts';
import * as keys from './keys.ts';
import { listPartition } from './list-partition.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';

const byWriting = (one: Rating, other: Rating) => (one.id < other.id ? -1 : 1);

export function openRatingStore(table: Table): RatingStore {
  return {
    find: async (ticketId, ratingId) => {
      const item = await table.get(keys.ratingOf(ticketId, ratingId));
      return item === undefined ? undefined : thingOf<Rating>(item);
    },
    // Ids rise with time, so a place in one partition is a place in all.
    list: async (ticketIds, page) => {
      const pages = await Promise.all(
        ticketIds.map((ticketId) => listPartition<Rating>(table, keys.ratingsOf(ticketId), page)),
      );
      const found = pages.flatMap(({ items }) => items).toSorted(byWriting);
      const items = found.slice(0, page.limit);
      const last = items.at(-1);
      const isMore = found.length > items.length || pages.some(({ next }) => next !== undefined);
      const next = isMore && last ? keys.ratingOf(last.ticketId, last.id).sk : undefined;
      return { items, next };
    },
  };
}
