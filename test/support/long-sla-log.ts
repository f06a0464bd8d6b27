import type { SlaLogRecord } from '#shared/domain/sla/sla-log.ts';
import { openSlaLogKeeper } from '#shared/persistence/sla-log.ts';
import type { Journey } from './journey.ts';
import { tableOf } from './table-of.ts';

const rows = 25;

/** Fills the SLA log with what no answer can hold at once: 25 rows of clocks whose level has a very long id. */
export async function keepLongSlaLog({ platform }: Pick<Journey, 'platform'>): Promise<void> {
  const table = tableOf(platform);
  const at = new Date(platform.now()).toISOString();
  const record = {
    ticketId: 'tkt_long',
    departmentId: 'dep_default',
    tags: [],
    kind: 'firstAnswer',
    levelId: `sla_${'x'.repeat(250_000)}`,
    startedAt: at,
    dueAt: at,
    endedAt: at,
    elapsedMinutes: 0,
    outcome: 'kept',
    responsibleAgentId: null,
    finishedByAgentId: null,
  } satisfies Omit<SlaLogRecord, 'id'>;
  for (let row = 0; row < rows; row++)
    await openSlaLogKeeper(table).keep([{ ...record, id: `ent_long${row}` }]);
}
