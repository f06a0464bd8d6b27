import type { Account } from '../account/account.ts';
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
import { moveTicket } from '../ticket/assign-ticket.ts';
import { isWaiting } from '../ticket/status.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { TicketChange } from '../ticket/ticket-change.ts';
import { type ChangeContext, TicketDraft } from '../ticket/ticket-draft.ts';
import type { TicketRange } from '../ticket/ticket-index.ts';
import type { ClosedDepartment } from './closed-department.ts';
import { joinMembers, removeMembers } from './move-members.ts';

export interface DeletionWork {
  readonly departmentId: DepartmentId;
}

/** Members come before the tickets that they see, and leave after them. */
export type DeletionPosition =
  | { readonly stage: 'join'; readonly after: string | null }
  | { readonly stage: 'tickets'; readonly totalBefore: number; readonly round: Round }
  | { readonly stage: 'leave' };

/** What other functions began to save while the department was there is seen by then. */
const settledMs = 60_000;

type DeletionJob = Job<DeletionWork, DeletionPosition>;

/** Members and tickets of a deleted department go to its substitute, what waits first. */
export const departmentDeletion: JobKind<DeletionWork, DeletionPosition> = {
  permission: 'departments.manage',
  isCancellable: false,
  step: async (job, desk) => {
    const account = await desk.accounts.load();
    const closed = account.closedDepartmentById.get(job.work.departmentId);
    if (closed === undefined) return { next: { to: 'end', state: 'done' } };
    const { position = null } = job;
    if (position === null || position.stage === 'join')
      return join(job, desk, { closed, after: position?.after ?? null });
    if (position.stage === 'leave') return leave(job, desk, closed);
    return stepTickets(job, desk, { closed, position });
  },
};

async function join(
  job: DeletionJob,
  desk: JobDesk,
  { closed, after }: { closed: ClosedDepartment; after: string | null },
): Promise<Step<DeletionPosition>> {
  const next = await joinMembers(desk, { closed, askedBy: job.askedBy, after: after ?? undefined });
  const position: DeletionPosition =
    next === undefined
      ? { stage: 'tickets', totalBefore: 0, round: newRound }
      : { stage: 'join', after: next };
  return { next: { to: 'go-on' }, position };
}

interface Looking {
  readonly closed: ClosedDepartment;
  readonly position: Extract<DeletionPosition, { stage: 'tickets' }>;
}

async function stepTickets(job: DeletionJob, desk: JobDesk, { closed, position }: Looking): Promise<Step> {
  const work = ticketWork(desk, closed, position.round.number);
  const { round, isOver, ...step } = await stepRound(desk, job, { round: position.round, work });
  if (!isOver) return { ...step, position: { ...position, round }, next: { to: 'go-on' } };
  const total = job.total - (step.left ?? 0);
  const isFound = total > position.totalBefore;
  const again = { stage: 'tickets', totalBefore: total, round: nextRound(round) } as const;
  const next = nextLook({ look: round.number, isFound, closedAt: closed.createdAt, nowMs: desk.now() });
  if (next === 'none') return { ...step, position: { stage: 'leave' }, next: { to: 'go-on' } };
  return { ...step, position: again, next: next === 'now' ? { to: 'go-on' } : { to: 'wait', until: next } };
}

const looksForWaiting = ['new', 'open'] as const;

/** First what waits, then all; and once more when all is settled, until nothing is found. */
export function nextLook(seen: {
  look: number;
  isFound: boolean;
  closedAt: Instant;
  nowMs: number;
}): 'now' | 'none' | Instant {
  if (seen.look < looksForWaiting.length) return 'now';
  const settledAtMs = toEpochMs(seen.closedAt) + settledMs;
  if (seen.nowMs < settledAtMs) return toInstant(settledAtMs);
  return seen.isFound ? toInstant(seen.nowMs + settledMs) : 'none';
}

function rangeOf(departmentId: DepartmentId, look: number): TicketRange {
  const status = looksForWaiting[look];
  return status === undefined
    ? { by: 'department', value: departmentId }
    : { by: 'departmentStatus', value: `${departmentId}#${status}` };
}

function ticketWork(desk: JobDesk, { id, substituteId }: ClosedDepartment, look: number): TicketWork {
  return {
    actor: { kind: 'system', id: null },
    gather: async (after) => {
      const page = { sort: 'createdAt', backward: false, after, limit: pageSize } as const;
      const entries = await desk.index.list(rangeOf(id, look), page);
      const next = entries.length < pageSize ? undefined : entries.at(-1)?.position;
      return { ticketIds: entries.map(({ ticketId }) => ticketId), next };
    },
    isAskedFor: ({ ticket }) => ticket?.departmentId === id,
    change: (ticket, context) =>
      moveToSubstitute(ticket, substituteOf(context.account, id) ?? substituteId, context),
  };
}

const substituteOf = ({ closedDepartmentById }: Account, id: DepartmentId) =>
  closedDepartmentById.get(id)?.substituteId;

/** What waits is distributed anew, as after any transfer; all else keeps its assignee and status. */
export function moveToSubstitute(
  ticket: Ticket,
  departmentId: DepartmentId,
  context: ChangeContext,
): TicketChange | null {
  const draft = TicketDraft.of(ticket, context);
  const agentId = isWaiting(ticket.status) ? null : ticket.assigneeId;
  return moveTicket(draft, { departmentId, agentId, keepStatus: true }) ? draft.finish() : null;
}

async function leave(job: DeletionJob, desk: JobDesk, closed: ClosedDepartment): Promise<Step> {
  const isOver = await removeMembers(desk, { departmentId: closed.id, askedBy: job.askedBy });
  if (!isOver) return { next: { to: 'go-on' } };
  await forget(desk, closed.id);
  return { next: { to: 'end', state: 'done' } };
}

/** The last trace of the department; done twice, there is nothing left to do. */
async function forget(desk: JobDesk, id: DepartmentId): Promise<void> {
  const tries = 100;
  for (let attempt = 1; attempt <= tries; attempt++) {
    const configuration = await desk.configuration.load();
    const before = configuration.find('closedDepartment', id);
    if (before === undefined) return;
    const changes = [{ before: { kind: 'closedDepartment', thing: before } as const, after: null }];
    const change = { changes, decidedOn: configuration.version, audits: [], job: null };
    if ((await desk.saveTogether(change)) === 'saved') return;
  }
  throw new Error(`${id} could not be forgotten: others kept configuring`);
}
