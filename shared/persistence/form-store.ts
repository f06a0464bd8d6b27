import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import type { FormStore } from '#shared/domain/inbound/form-store.ts';
import { countInHour } from './hour-counts.ts';
import { isCommitted } from './is-committed.ts';
import { keptAnswerWrite } from './kept-answers.ts';
import * as keys from './keys.ts';
import type { Table } from './table.ts';
import { put } from './write.ts';

const daySeconds = 86_400;

const secondsOf = (at: string) => Math.floor(toEpochMs(at) / 1000);

export function openFormStore(table: Table): FormStore {
  return {
    countVisit: (subject, limit) => countInHour(table, subject, limit),
    keepSpam: async ({ sourceId, id, at, body }, keep) => {
      const beside = { expiresAt: secondsOf(at) + daySeconds };
      const spam = put(keys.formSpamAt(sourceId, at, id), 'spam', { data: { sourceId, at, body }, beside });
      const writes = keep === undefined ? [spam] : [spam, keptAnswerWrite(keep)];
      return (await isCommitted(table, writes)) ? 'saved' : 'kept-already';
    },
  };
}
