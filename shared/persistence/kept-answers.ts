import type { KeptAnswer, KeptAnswers } from '#shared/domain/account/kept-answer.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import * as keys from './keys.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { putNewOrExpired, type Write } from './write.ts';

const keptSeconds = 24 * 3600;

/**
 * An expired record is as good as none, also before the table deletes it.
 * @param customerId of whom it tells: when he is erased, it is found and forgotten.
 */
export function keptAnswerWrite(answer: KeptAnswer, customerId?: CustomerId): Write {
  const atSeconds = Math.floor(Date.parse(answer.at) / 1000);
  const about =
    customerId === undefined || answer.body === null
      ? {}
      : { tagKey: keys.answersAbout(customerId), createdKey: answer.at };
  const thing = { data: answer, beside: { expiresAt: atSeconds + keptSeconds, ...about } };
  return putNewOrExpired(keys.keptAnswer(answer.who, answer.key), 'answer', { ...thing, atSeconds });
}

/** The table deletes what expired hours late at times, so age is checked here. */
export function openKeptAnswers(table: Table, now: () => number): KeptAnswers {
  return {
    find: async (who, key) => {
      const item = await table.get(keys.keptAnswer(who, key));
      if (item === undefined || Number(item['expiresAt']) * 1000 <= now()) return undefined;
      return thingOf<KeptAnswer>(item);
    },
  };
}
