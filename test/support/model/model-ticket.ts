/** What the specification says of one ticket, in plain words: no code of the system is used here. */
export type Status = 'new' | 'open' | 'answered' | 'postponed' | 'resolved' | 'closed' | 'spam' | 'deleted';
export type Priority = 'low' | 'normal' | 'high' | 'urgent';

interface Postponement {
  readonly untilMs: number;
  readonly wakesTo: Status;
}

export interface ModelTicket {
  readonly id: string;
  readonly code: string;
  readonly token: string;
  readonly customerId: string;
  readonly createdMs: number;
  status: Status;
  statusChangedMs: number;
  postponed: Postponement | null;
  /** What it was before it was set aside, the last one last. */
  former: { readonly status: Status; readonly postponed: Postponement | null }[];
  departmentId: string;
  assigneeId: string | null;
  /** Given by the button, and not offered to the same agent again while it waits. */
  isTaken: boolean;
  priority: Priority;
  tags: string[];
  messages: number;
  viewers: Map<string, number>;
}

const moves: Readonly<Record<Status, readonly Status[]>> = {
  new: ['answered', 'postponed', 'resolved', 'spam', 'deleted'],
  open: ['answered', 'postponed', 'resolved', 'spam', 'deleted'],
  answered: ['open', 'postponed', 'resolved', 'spam', 'deleted'],
  postponed: ['new', 'open', 'resolved', 'spam', 'deleted'],
  resolved: ['open', 'closed', 'spam', 'deleted'],
  closed: ['deleted'],
  spam: ['deleted'],
  deleted: [],
};

export const isWaiting = ({ status }: ModelTicket) => status === 'new' || status === 'open';
export const isSetAside = ({ status }: ModelTicket) => status === 'spam' || status === 'deleted';
export const isOver = (ticket: ModelTicket) => isSetAside(ticket) || ticket.status === 'closed';

export const canMove = (ticket: ModelTicket, to: Status) =>
  moves[ticket.status].includes(to) || (isSetAside(ticket) && ticket.former.at(-1)?.status === to);

export function setStatus(ticket: ModelTicket, status: Status, nowMs: number): void {
  Object.assign(ticket, { status, statusChangedMs: nowMs, postponed: null });
}

/** It waits again, for anybody who may have it. */
export function reopen(ticket: ModelTicket, to: Status, nowMs: number): void {
  setStatus(ticket, to, nowMs);
  ticket.isTaken = false;
}

export function move(
  ticket: ModelTicket,
  to: Status,
  { nowMs, untilMs }: { nowMs: number; untilMs: number },
) {
  const { status, postponed } = ticket;
  if (isSetAside(ticket) && to !== 'deleted') return restore(ticket, nowMs);
  if (to === 'spam' || to === 'deleted') ticket.former.push({ status, postponed });
  if (to === 'new' || to === 'open') return reopen(ticket, to, nowMs);
  setStatus(ticket, to, nowMs);
  if (to === 'postponed') ticket.postponed = { untilMs, wakesTo: status === 'new' ? 'new' : 'open' };
}

/** What was postponed to a time that has passed meanwhile is awake. */
function restore(ticket: ModelTicket, nowMs: number): void {
  const last = ticket.former.pop()!;
  const isPast = last.postponed !== null && last.postponed.untilMs <= nowMs;
  reopen(ticket, isPast ? last.postponed!.wakesTo : last.status, nowMs);
  if (!isPast) ticket.postponed = last.postponed;
}

const days = 24 * 3_600_000;
const autoCloseMs = 5 * days;

/** What time alone does to it; says whether it did. */
export function grow(ticket: ModelTicket, nowMs: number): boolean {
  if (ticket.postponed !== null && ticket.postponed.untilMs <= nowMs && ticket.status === 'postponed') {
    reopen(ticket, ticket.postponed.wakesTo, nowMs);
    return true;
  }
  if (ticket.status !== 'resolved' || ticket.statusChangedMs + autoCloseMs > nowMs) return false;
  setStatus(ticket, 'closed', nowMs);
  return true;
}

const multiplier: Readonly<Record<Priority, number>> = { low: 1 / 4, normal: 1, high: 4, urgent: 16 };

/** Without SLA the internal target of seven days counts. */
export const importanceMs = ({ createdMs, priority }: ModelTicket) =>
  createdMs + (7 * days) / multiplier[priority];
