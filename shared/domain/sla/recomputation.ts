import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import type { DepartmentId } from '../ids.ts';
import type { Job, Step } from '../job/job.ts';
import type { JobDesk } from '../job/job-desk.ts';
import type { JobKind } from '../job/job-kind.ts';
import {
  newRound,
  nextRound,
  pageSize,
  type Round,
  stepRound,
  type TicketWork,
} from '../job/visit-tickets.ts';
import type { TicketStatus } from '../ticket/status.ts';
import type { RangePage, TicketRange } from '../ticket/ticket-index.ts';
import { isOpenClock } from './clock.ts';
import { placesOf } from './in-sight.ts';
import { recomputeTicket } from './recompute-ticket.ts';

export interface RecomputationWork {
  /** Null: tickets of all departments. */
  readonly departmentId: DepartmentId | null;
}

type RecomputationJob = Job<RecomputationWork, Round>;

/** Statuses in which clocks run or pause. */
const working: readonly TicketStatus[] = ['new', 'open', 'answered', 'postponed'];

/** What other functions began to save on the former configuration is seen by then. */
const settledMs = 60_000;

/**
 * A level, calendar or holiday was changed: the clocks of open tickets are computed anew. First all open tickets, by
 * status; then, once what was begun before is saved, those that changed since, because a ticket that changed its status
 * meanwhile may have been passed by, and a new one may have been opened by what held before.
 */
export const slaRecomputation: JobKind<RecomputationWork, Round> = {
  permission: 'sla.manage',
  isCancellable: false,
  step: async (job, desk) => {
    const round = job.position ?? newRound;
    const since = toInstant(toEpochMs(job.createdAt) + (round.number === 0 ? 0 : -settledMs));
    const { isOver, ...done } = await stepRound(desk, job, { round, work: ticketWork(desk, job, since) });
    const { round: position, ...step } = done;
    if (!isOver) return { ...step, position, next: { to: 'go-on' } };
    return round.number === 0
      ? { ...step, position: nextRound(position), next: nextLook(job, desk) }
      : { ...step, position, next: { to: 'end', state: 'done' } };
  },
};

function nextLook(job: RecomputationJob, desk: JobDesk): Step['next'] {
  const settledAtMs = toEpochMs(job.createdAt) + settledMs;
  return settledAtMs <= desk.now() ? { to: 'go-on' } : { to: 'wait', until: toInstant(settledAtMs) };
}

function ticketWork(desk: JobDesk, job: RecomputationJob, since: Instant): TicketWork {
  const isFirst = (job.position?.number ?? 0) === 0;
  return {
    actor: { kind: 'system', id: null },
    gather: (after) => (isFirst ? gatherOpen(desk, job, after) : gatherChanged(desk, job, { since, after })),
    isAskedFor: ({ ticket }) =>
      ticket !== undefined && working.includes(ticket.status) && ticket.clocks.some(isOpenClock),
    change: recomputeTicket,
  };
}

async function placesFor({ accounts }: JobDesk, { work }: RecomputationJob): Promise<DepartmentId[]> {
  if (work.departmentId !== null) return [work.departmentId];
  return placesOf(await accounts.load());
}

async function gatherOpen(desk: JobDesk, job: RecomputationJob, after: string | undefined) {
  const places = await placesFor(desk, job);
  const ranges = places.flatMap((id) =>
    working.map((status): TicketRange => ({ by: 'departmentStatus', value: `${id}#${status}` })),
  );
  return gather(desk, { ranges, sort: 'createdAt', first: undefined }, after);
}

async function gatherChanged(
  desk: JobDesk,
  job: RecomputationJob,
  { since, after }: { since: Instant; after: string | undefined },
) {
  const places = await placesFor(desk, job);
  const ranges = places.map((value): TicketRange => ({ by: 'department', value }));
  return gather(desk, { ranges, sort: 'updatedAt', first: since }, after);
}

interface Gathering {
  readonly ranges: readonly TicketRange[];
  readonly sort: RangePage['sort'];
  /** Where each range begins; undefined: at its beginning. */
  readonly first: string | undefined;
}

/** Range after range by name; a position names its range, so that a department that comes or goes shifts nothing. */
async function gather(desk: JobDesk, { sort, first, ...asked }: Gathering, after: string | undefined) {
  const ranges = asked.ranges.toSorted((one, other) => (one.value < other.value ? -1 : 1));
  const [value = ranges[0]?.value, position = first] = after?.split(' ') ?? [];
  const at = ranges.findIndex((range) => range.value >= (value ?? ''));
  const range = ranges[at];
  if (range === undefined) return { ticketIds: [], next: undefined };
  const isSame = range.value === value;
  const from = isSame && position !== '' ? position : first;
  const found = await desk.index.list(range, { sort, backward: false, limit: pageSize, after: from });
  const last = found.at(-1)?.position;
  const isFull = found.length === pageSize && last !== undefined;
  const further = ranges[at + 1];
  const next = isFull ? `${range.value} ${last}` : further && `${further.value} ${first ?? ''}`;
  return { ticketIds: found.map(({ ticketId }) => ticketId), next };
}
