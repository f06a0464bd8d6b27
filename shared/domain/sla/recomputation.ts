import type { DepartmentId } from '../ids.ts';
import { openTicketsJob } from '../job/open-tickets-job.ts';
import { isOpenClock } from './clock.ts';
import { recomputeTicket } from './recompute-ticket.ts';

export interface RecomputationWork {
  /** Null: tickets of all departments. */
  readonly departmentId: DepartmentId | null;
}

/** A level, calendar or holiday was changed: the clocks of open tickets are computed anew. */
export const slaRecomputation = openTicketsJob<RecomputationWork>({
  permission: 'sla.manage',
  /** In which clocks run or pause. */
  statuses: ['new', 'open', 'answered', 'postponed'],
  departmentIdOf: ({ departmentId }) => departmentId,
  isAskedFor: ({ clocks }) => clocks.some(isOpenClock),
  changeBy: () => recomputeTicket,
});
