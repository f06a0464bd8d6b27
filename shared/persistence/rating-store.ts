import type { Rating, RatingStore } from '#shared/domain/rating/rating.ts';
import * as keys from './keys.ts';
import { listPartition } from './list-partition.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';

export function openRatingStore(table: Table): RatingStore {
  return {
    find: async (ticketId, ratingId) => {
      const item = await table.get(keys.ratingOf(ticketId, ratingId));
      return item === undefined ? undefined : thingOf<Rating>(item);
    },
    list: (ticketId, page) => listPartition<Rating>(table, keys.ratingsOf(ticketId), page),
  };
}
