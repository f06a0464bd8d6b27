import type { Errand } from '#shared/domain/rule/errand.ts';
import type { RuleStore } from '#shared/domain/rule/rule-desk.ts';
import { type Contents, openContentStore } from './content-store.ts';
import * as keys from './keys.ts';
import { errandOf } from './keys-rule.ts';
import { listLatest } from './latest-messages.ts';
import { ConditionLost } from './lost-race.ts';
import { commitNamed, expecting } from './named-write.ts';
import { ruledWrites } from './rule-writes.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { unsentThing } from './unsent-thing.ts';
import { put, removeExisting } from './write.ts';

/** @param contents where long texts lie. */
export function openRuleStore(table: Table, contents: Contents, dueShards: number): RuleStore {
  const texts = openContentStore(contents);
  return {
    findErrand: async ({ id, ticketId }) => {
      const item = await table.get(errandOf(id, ticketId));
      return item === undefined ? undefined : thingOf<Errand>(item);
    },
    save: async (ruled, unsent) => {
      const sendings = unsent.map((one) =>
        put(keys.unsentAt(one.lane, one.order), 'unsent', unsentThing(one, dueShards)),
      );
      const writes = [...ruledWrites(ruled, dueShards), ...expecting(sendings, 'changed-meanwhile')];
      const outcome = await commitNamed<'saved' | 'done-already' | 'changed-meanwhile'>(
        table,
        writes,
        'saved',
      );
      return outcome === 'saved' ? outcome : 'done-already';
    },
    drop: async ({ id, ticketId }) => {
      try {
        await table.commit([removeExisting(errandOf(id, ticketId))]);
      } catch (error) {
        if (!(error instanceof ConditionLost)) throw error;
      }
    },
    findLastMessage: async (ticket) => {
      const last = (await listLatest(table, ticket)).find(({ type }) => type !== 'note');
      return last === undefined ? undefined : texts.restore(last);
    },
  };
}
