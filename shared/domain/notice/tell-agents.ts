import type { AgentStore } from '../agent/agent-store.ts';
import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import { servesTickets } from '../department/member.ts';
import type { AgentId, DepartmentId, EntryId, TicketId } from '../ids.ts';
import { type NoticeEvent, type Unsent, unsentSafetySeconds } from '../outbound/unsent.ts';
import { isWaiting } from '../ticket/status.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { TicketStore } from '../ticket/ticket-store.ts';
import type { AddNotices } from './digest-store.ts';
import { wayOf } from './notice-preferences.ts';

/** What of a ticket's timeline agents may want to be told of. */
export const toldKinds = [
  'ticket.created',
  'ticket.assigned',
  'ticket.escalated',
  'message.received',
] as const satisfies readonly NoticeEvent['kind'][];
export type ToldKind = (typeof toldKinds)[number];

/** A line of a timeline, as far as it says whom to tell. */
export interface ToldEntry {
  readonly id: EntryId;
  readonly kind: ToldKind;
  readonly ticketId: TicketId;
  readonly at: Instant;
  /** Who did it, and is told nothing; null: no agent. */
  readonly byAgentId: string | null;
  /** To whom the ticket was given. */
  readonly assigneeId: string | null;
}

export interface TellingDesk {
  readonly tickets: Pick<TicketStore, 'find'>;
  readonly agents: Pick<AgentStore, 'listMembers' | 'findMany'>;
  readonly addNotices: AddNotices;
  /** Who serves a department and wants to know of its new tickets; a minute old at most. */
  readonly findWatchers: (departmentId: DepartmentId) => Promise<readonly AgentId[]>;
}

/** No more people than fit into one change. */
const mostTold = 50;

/**
 * Tells agents of what happened to a ticket, but never who did it. Told twice, nobody is told twice: the notices of an
 * entry are added once. Whether each of them becomes a mail is decided when its turn has come.
 */
export async function tellAgents(desk: TellingDesk, entry: ToldEntry): Promise<void> {
  const ticket = await desk.tickets.find(entry.ticketId);
  if (ticket === undefined) return;
  const concerned = (await whomItConcerns(desk, ticket, entry)).filter((id) => id !== entry.byAgentId);
  const told = concerned.slice(0, mostTold).map((agentId) => noticeOf(agentId, entry));
  if (told.length > 0) await desk.addNotices(entry.id, told);
}

async function whomItConcerns(
  desk: TellingDesk,
  ticket: Ticket,
  { kind, assigneeId }: ToldEntry,
): Promise<readonly AgentId[]> {
  if (kind === 'ticket.assigned') return wanting(desk, [assigneeId as AgentId | null], kind);
  if (kind === 'message.received') return wanting(desk, [ticket.assigneeId], kind);
  if (kind === 'ticket.escalated') return escalatedTo(desk, ticket);
  const isForAll = ticket.assigneeId === null && isWaiting(ticket.status);
  return isForAll ? desk.findWatchers(ticket.departmentId) : [];
}

/** Most want no mail of each message: a notice that nobody sends would cost more than asking. */
async function wanting(
  { agents }: TellingDesk,
  ids: readonly (AgentId | null)[],
  kind: ToldKind,
): Promise<AgentId[]> {
  const named = ids.flatMap((id) => id ?? []);
  const found = named.length === 0 ? [] : await agents.findMany(named);
  return found.filter((agent) => wayOf(agent, kind) !== 'off').map(({ id }) => id);
}

/** Who has it then; while nobody has, those who lead the department, else all who serve it. */
async function escalatedTo({ agents }: TellingDesk, ticket: Ticket): Promise<AgentId[]> {
  if (ticket.assigneeId !== null) return [ticket.assigneeId];
  const members = await agents.listMembers(ticket.departmentId);
  const leading = members.filter(({ role }) => role === 'manager' || role === 'supervisor');
  return (leading.length > 0 ? leading : members.filter(servesTickets)).map(({ agentId }) => agentId);
}

function noticeOf(agentId: AgentId, { id, kind, ticketId, at }: ToldEntry): Unsent {
  return {
    lane: agentId,
    order: `${at}#${id}`,
    ticketId,
    what: { kind: 'notice', agentId, event: { kind } },
    attempts: 0,
    nextAt: toInstant(toEpochMs(at) + unsentSafetySeconds * 1000),
  };
}
