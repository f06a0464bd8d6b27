import type { Permission } from '../access/permission.ts';
import { toEpochMs, toInstant } from '../business-time/instant.ts';
import type { DepartmentId } from '../ids.ts';
import { placesOf } from '../sla/in-sight.ts';
import type { TicketStatus } from '../ticket/status.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { RangePage, TicketRange } from '../ticket/ticket-index.ts';
import type { Job, Step } from './job.ts';
import type { JobDesk } from './job-desk.ts';
import type { JobKind } from './job-kind.ts';
import { newRound, nextRound, pageSize, type Round, stepRound, type TicketWork } from './visit-tickets.ts';

/** What is done to open tickets because something was configured. */
export interface OpenTicketsWork<Work> {
  readonly permission: Permission;
  readonly statuses: readonly TicketStatus[];
  /** Null: tickets of all departments. */
  readonly departmentIdOf: (work: Work) => DepartmentId | null;
  readonly isAskedFor: (ticket: Ticket) => boolean;
  /** Null where it is so already: done twice it changes nothing. */
  readonly changeBy: (work: Work) => TicketWork['change'];
}

/** What other functions began to save on the former configuration is seen by then. */
const settledMs = 60_000;

/**
 * First all tickets of these statuses; then, once what was begun before is saved, those that changed since, because a
 * ticket that changed its status meanwhile may have been passed by, and a new one may have been opened by what held before.
 */
export function openTicketsJob<Work>(asked: OpenTicketsWork<Work>): JobKind<Work, Round> {
  return {
    permission: asked.permission,
    isCancellable: false,
    step: async (job, desk) => {
      const round = job.position ?? newRound;
      const gather = gatheringOf(asked, job, desk);
      const work: TicketWork = {
        actor: { kind: 'system', id: null },
        gather,
        isAskedFor: ({ ticket }) =>
          ticket !== undefined && asked.statuses.includes(ticket.status) && asked.isAskedFor(ticket),
        change: asked.changeBy(job.work),
      };
      const { isOver, round: position, ...step } = await stepRound(desk, job, { round, work });
      if (!isOver) return { ...step, position, next: { to: 'go-on' } };
      return round.number === 0
        ? { ...step, position: nextRound(position), next: nextLook(job, desk) }
        : { ...step, position, next: { to: 'end', state: 'done' } };
    },
  };
}

function nextLook(job: Pick<Job, 'createdAt'>, desk: JobDesk): Step['next'] {
  const settledAtMs = toEpochMs(job.createdAt) + settledMs;
  return settledAtMs <= desk.now() ? { to: 'go-on' } : { to: 'wait', until: toInstant(settledAtMs) };
}

function gatheringOf<Work>(
  { departmentIdOf, statuses }: OpenTicketsWork<Work>,
  job: Job<Work, Round>,
  desk: JobDesk,
): TicketWork['gather'] {
  const isFirst = (job.position?.number ?? 0) === 0;
  const since = toInstant(toEpochMs(job.createdAt) - settledMs);
  return async (after) => {
    const departmentId = departmentIdOf(job.work);
    const places = departmentId === null ? placesOf(await desk.accounts.load()) : [departmentId];
    return isFirst
      ? gather(desk, { ranges: openIn(places, statuses), sort: 'createdAt', first: undefined }, after)
      : gather(desk, { ranges: allIn(places), sort: 'updatedAt', first: since }, after);
  };
}

const openIn = (places: readonly DepartmentId[], statuses: readonly TicketStatus[]): TicketRange[] =>
  places.flatMap((id) =>
    statuses.map((status): TicketRange => ({ by: 'departmentStatus', value: `${id}#${status}` })),
  );

const allIn = (places: readonly DepartmentId[]): TicketRange[] =>
  places.map((value): TicketRange => ({ by: 'department', value }));

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
