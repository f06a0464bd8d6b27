import type { KeptAnswer } from '#shared/domain/account/kept-answer.ts';
import * as keys from './keys.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { putNew, type Write } from './write.ts';

const keptSeconds = 24 * 3600;

export function keptAnswerWrite(answer: KeptAnswer): Write {
  const expiresAt = Math.ceil(Date.parse(answer.at) / 1000) + keptSeconds;
  return putNew(keys.keptAnswer(answer.who, answer.key), 'answer', { data: answer, beside: { expiresAt } });
}

export async function findKeptAnswer(
  table: Table,
  who: string,
  key: string,
): Promise<KeptAnswer | undefined> {
  const item = await table.get(keys.keptAnswer(who, key));
  return item === undefined ? undefined : thingOf<KeptAnswer>(item);
}
