import type { KeptAnswer, KeptAnswers } from '#shared/domain/account/kept-answer.ts';
import * as keys from './keys.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { putNew, type Write } from './write.ts';

const keptSeconds = 24 * 3600;

export function keptAnswerWrite(answer: KeptAnswer): Write {
  const expiresAt = Math.ceil(Date.parse(answer.at) / 1000) + keptSeconds;
  return putNew(keys.keptAnswer(answer.who, answer.key), 'answer', { data: answer, beside: { expiresAt } });
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
