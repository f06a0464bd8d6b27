import type { TicketId } from '#shared/domain/ids.ts';
import type { Job } from '#shared/domain/job/job.ts';
import type { JobStore } from '#shared/domain/job/job-store.ts';
import { auditWrite } from './audit-writes.ts';
import { gatheredWrite, newJobWrite, stepWrite } from './job-writes.ts';
import { keptAnswerWrite } from './kept-answers.ts';
import * as keys from './keys.ts';
import { ConditionLost } from './lost-race.ts';
import { commitNamed, expecting } from './named-write.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { update, type Write } from './write.ts';

/** @param dueShards shards of the due index, in which jobs wait to be looked after. */
export function openJobStore(table: Table, dueShards: number): JobStore {
  return {
    find: async (id) => {
      const item = await table.get(keys.jobById(id));
      return item === undefined ? undefined : thingOf<Job>(item);
    },
    start: (job, { audit, keep }) => {
      const kept = keep === undefined ? [] : [keptAnswerWrite(keep)];
      const writes = [...kept, newJobWrite(job, dueShards), auditWrite(audit)];
      return commitNamed<'saved' | 'kept-already'>(table, expecting(writes, 'kept-already'), 'saved');
    },
    save: (after, { gathered, audit }) => {
      const writes = [
        stepWrite(after, dueShards),
        ...(gathered === undefined ? [] : [gatheredWrite(after, gathered)]),
        ...(audit === null ? [] : [auditWrite(audit)]),
      ];
      return commitNamed<'saved' | 'done-already'>(table, expecting(writes, 'done-already'), 'saved');
    },
    findGathered: async (id, page) => {
      const item = await table.get(keys.gatheredBy(id, page));
      return item === undefined ? [] : thingOf<{ ticketIds: readonly TicketId[] }>(item).ticketIds;
    },
    findDone: async ({ jobId, round }, ticketIds) => {
      const items = await table.getMany(ticketIds.map((ticketId) => keys.doneBy(jobId, round, ticketId)));
      return new Set(items.map((item) => thingOf<{ ticketId: TicketId }>(item).ticketId));
    },
    ...openWishes(table),
  };
}

function openWishes(table: Table): Pick<JobStore, 'askToCancel' | 'moveDue'> {
  return {
    askToCancel: (id, { by, at }) =>
      unlessMoved(
        table,
        update(keys.jobById(id), {
          set: [
            [['data', 'cancelledBy'], by],
            [['data', 'updatedAt'], at],
          ],
          add: [[['data', 'version'], 1]],
          when: (names) =>
            `${names.path(['data', 'endedAt'])} = ${names.value(null)} AND ${names.path(['data', 'cancelledBy'])} = ${names.value(null)}`,
        }),
      ),
    moveDue: (id, { from, to }) =>
      unlessMoved(
        table,
        update(keys.jobById(id), {
          set: [
            [['data', 'dueAt'], to],
            [['dueAt'], to],
          ],
          when: (names) => `${names.path(['dueAt'])} = ${names.value(from)}`,
        }),
      ),
  };
}

/** Somebody else was there first: what was wanted is so, or is wanted no more. */
async function unlessMoved(table: Table, write: Write): Promise<void> {
  try {
    await table.commit([write]);
  } catch (error) {
    if (!(error instanceof ConditionLost)) throw error;
  }
}
