import type { AgentStore } from '../agent/agent-store.ts';
import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import { servesTickets } from '../department/member.ts';
import type { AgentId, DepartmentId, EntryId, TicketId } from '../ids.ts';
import type { Telling, TellLive } from '../live/tell-live.ts';
import { type NoticeEvent, type Unsent, unsentSafetySeconds } from '../outbound/unsent.ts';
import { isWaiting } from '../ticket/status.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { TicketStore } from '../ticket/ticket-store.ts';
import type { AddNotices } from './digest-store.ts';
import type { Addressees } from './find-watchers.ts';
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
  readonly findWatchers: (departmentId: DepartmentId) => Promise<Addressees>;
  readonly tellLive: TellLive;
}

/** No more people than fit into one change. */
const mostTold = 50;

/**
 * Tells agents of what happened to a ticket, but never who did it: by mail who wants one, and live who is there. Told
 * twice, nobody is told twice: the notices of an entry are added once. Whether each of them becomes a mail is decided
 * when its turn has come.
 */
export async function tellAgents(desk: TellingDesk, entry: ToldEntry): Promise<void> {
  const ticket = await desk.tickets.find(entry.ticketId);
  if (ticket === undefined) return;
  const { byMail, live } = await whomItConcerns(desk, ticket, entry);
  const others = (ids: readonly AgentId[]) => ids.filter((id) => id !== entry.byAgentId).slice(0, mostTold);
  const notices = others(byMail).map((agentId) => noticeOf(agentId, entry));
  await Promise.all([
    notices.length === 0 ? undefined : desk.addNotices(entry.id, notices),
    ...others(live).map((agentId) => desk.tellLive(tellingOf(agentId, entry))),
  ]);
}

async function whomItConcerns(
  desk: TellingDesk,
  ticket: Ticket,
  { kind, assigneeId }: ToldEntry,
): Promise<Addressees> {
  if (kind === 'ticket.assigned') return eachAsWanted(desk, [assigneeId as AgentId | null], kind);
  if (kind === 'message.received') return eachAsWanted(desk, [ticket.assigneeId], kind);
  if (kind === 'ticket.escalated') {
    const ids = await escalatedTo(desk, ticket);
    return { byMail: ids, live: ids };
  }
  const isForAll = ticket.assigneeId === null && isWaiting(ticket.status);
  return isForAll ? desk.findWatchers(ticket.departmentId) : { byMail: [], live: [] };
}

/** Most want no mail of each message: a notice that nobody sends would cost more than asking. */
async function eachAsWanted(
  { agents }: TellingDesk,
  ids: readonly (AgentId | null)[],
  kind: ToldKind,
): Promise<Addressees> {
  const live = ids.flatMap((id) => id ?? []);
  const found = live.length === 0 ? [] : await agents.findMany(live);
  const byMail = found.filter((agent) => wayOf(agent, kind) !== 'off').map(({ id }) => id);
  return { byMail, live };
}

/** Who has it then; while nobody has, those who lead the department, else all who serve it. */
async function escalatedTo({ agents }: TellingDesk, ticket: Ticket): Promise<AgentId[]> {
  if (ticket.assigneeId !== null) return [ticket.assigneeId];
  const members = await agents.listMembers(ticket.departmentId);
  const leading = members.filter(({ role }) => role === 'manager' || role === 'supervisor');
  return (leading.length > 0 ? leading : members.filter(servesTickets)).map(({ agentId }) => agentId);
}

const orderOf = ({ id, at }: ToldEntry) => `${at}#${id}`;

function tellingOf(agentId: AgentId, entry: ToldEntry): Telling {
  const { kind, ticketId, at } = entry;
  return { agentId, noticeId: orderOf(entry), at, ticketId, event: { kind } };
}

function noticeOf(agentId: AgentId, entry: ToldEntry): Unsent {
  const { kind, ticketId, at } = entry;
  return {
    lane: agentId,
    order: orderOf(entry),
    ticketId,
    what: { kind: 'notice', agentId, event: { kind } },
    attempts: 0,
    nextAt: toInstant(toEpochMs(at) + unsentSafetySeconds * 1000),
  };
}
