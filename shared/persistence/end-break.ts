import type { AgentId } from '#shared/domain/ids.ts';
import * as keys from './keys.ts';
import { ConditionLost } from './lost-race.ts';
import type { Table } from './table.ts';
import { update } from './write.ts';

/**
 * A break with an end is over: he is online again. Does nothing when he came back, or changed the break, before.
 * @param until the end that was announced; `at` is now.
 */
export async function endBreak(
  table: Table,
  agentId: AgentId,
  { until, at }: { until: string; at: string },
): Promise<void> {
  const write = update(keys.presenceOf(agentId), {
    set: [
      [['data', 'state'], 'online'],
      [['data', 'since'], at],
      [['data', 'until'], null],
      [['data', 'reason'], null],
    ],
    remove: [['dueShard'], ['dueAt']],
    when: (names) =>
      `${names.path(['data', 'state'])} = ${names.value('break')} AND ${names.path(['data', 'until'])} = ${names.value(until)}`,
  });
  try {
    await table.commit([write]);
  } catch (error) {
    if (!(error instanceof ConditionLost)) throw error;
  }
}
