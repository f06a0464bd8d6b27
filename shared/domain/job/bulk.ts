import { authorise } from '../access/authorise.ts';
import type { Principal } from '../access/principal.ts';
import {
  actOnTicket,
  chosenBy,
  namedBy,
  permissionsFor,
  type TicketAction,
} from '../action/ticket-action.ts';
import type { AgentRecord } from '../agent/organisation-store.ts';
import type { Instant } from '../business-time/instant.ts';
import type { AgentId } from '../ids.ts';
import type { SearchQuery } from '../search/query.ts';
import { searchTickets } from '../search/search-tickets.ts';
import { escalationAgents } from '../ticket/escalate-ticket.ts';
import { pickEntries, type TicketListing } from '../ticket/list-tickets.ts';
import { findObjections, type ObjectionTo } from '../ticket/recipient.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { isTicketMatch, type TicketFilter } from '../ticket/ticket-filter.ts';
import type { IndexEntry } from '../ticket/ticket-index.ts';
import type { Job } from './job.ts';
import type { JobDesk } from './job-desk.ts';
import type { JobKind } from './job-kind.ts';
import { newRound, pageSize, type Round, stepRound, type TicketWork } from './visit-tickets.ts';

/** Actions for every ticket that a filter finds. */
export interface BulkWork {
  readonly filter: TicketFilter;
  /** Words that they have too; null: whichever. */
  readonly query: SearchQuery | null;
  readonly actions: readonly TicketAction[];
}

/**
 * Acts in the name of who asked, as he is now: the filter finds what he sees, each action needs its permission on each
 * ticket, and the job fails once he may not do it at all.
 */
export const bulk: JobKind<BulkWork, Round> = {
  permission: 'tickets.bulk',
  isCancellable: true,
  step: async (job, desk) => {
    const principal = await desk.principals.find(job.askedBy);
    if (principal === undefined) return { next: { to: 'end', state: 'failed', code: 'unauthorized' } };
    if (!principal.permissions.has('tickets.bulk')) {
      return { next: { to: 'end', state: 'failed', code: 'forbidden' } };
    }
    const work = ticketWork(job, principal, desk);
    const { round, isOver, ...step } = await stepRound(desk, job, { round: job.position ?? newRound, work });
    return { ...step, position: round, next: isOver ? { to: 'end', state: 'done' } : { to: 'go-on' } };
  },
};

function ticketWork(job: Job<BulkWork>, principal: Principal, desk: JobDesk): TicketWork {
  const { filter, query, actions } = job.work;
  const agentById = new Map<string, AgentRecord>();
  let objectionTo: ObjectionTo | undefined;
  const author = { kind: 'agent', id: principal.agentId, name: principal.name } as const;
  const needed = permissionsFor(actions);
  return {
    actor: { kind: 'agent', id: principal.agentId },
    gather: (after) => gather(desk, { job, principal, after }),
    lookAt: async (tickets) => {
      objectionTo = await escalationObjections(desk, actions);
      for (const record of await recipientsOf(desk, actions, tickets)) agentById.set(record.agent.id, record);
    },
    isAskedFor: ({ ticket, account }) =>
      ticket !== undefined &&
      isTicketMatch(ticket, filter, { principal, account }) &&
      (query === null || desk.search.isMatch(query, ticket)),
    change: (ticket, context) => {
      const resource = { kind: 'ticket', ticket, account: context.account } as const;
      for (const permission of needed) authorise(principal, permission, resource);
      const scene = { author, agentById };
      return actOnTicket(ticket, { actions, scene }, { ...context, ...(objectionTo && { objectionTo }) });
    },
  };
}

interface Gathering {
  readonly job: Job<BulkWork>;
  readonly principal: Principal;
  readonly after: string | undefined;
}

/**
 * By creation, which no action changes, from the oldest on: what moves out of the filter hides nothing, and what was
 * made after the job comes last and is left out.
 */
async function gather(desk: JobDesk, { job, principal, after }: Gathering) {
  const { filter } = job.work;
  const from = after ?? filter.createdFrom ?? undefined;
  const listing = { filter, sort: 'createdAt', backward: false, limit: pageSize, after: from } as const;
  const { picked, next } = await pick(desk, principal, { ...listing, query: job.work.query });
  const last = [job.createdAt, filter.createdTo ?? job.createdAt].sort()[0] as Instant;
  const within = picked.filter((entry) => createdAtOf(entry) <= last);
  const isBeyond = within.length < picked.length || (next !== undefined && next.slice(0, last.length) > last);
  return { ticketIds: within.map(({ ticketId }) => ticketId), next: isBeyond ? undefined : next };
}

type Picked = Pick<IndexEntry, 'ticketId' | 'position'>;

async function pick(
  desk: JobDesk,
  principal: Principal,
  { query, ...listing }: TicketListing & Pick<BulkWork, 'query'>,
): Promise<{ picked: readonly Picked[]; next: string | undefined }> {
  if (query === null) {
    return pickEntries(desk, listing, { principal, account: await desk.accounts.load() });
  }
  const { items, next } = await searchTickets(desk, principal, { ...listing, query });
  return {
    picked: items.map((ticket) => ({ ticketId: ticket.id, position: createdPosition(ticket) })),
    next,
  };
}

const createdPosition = ({ id, createdAt }: Ticket) => `${createdAt}#${id}`;

/** Escalations name agents of their own. */
async function escalationObjections(desk: JobDesk, actions: readonly TicketAction[]) {
  if (!actions.some(({ type }) => type === 'escalate')) return undefined;
  return findObjections(desk, escalationAgents(await desk.accounts.load()));
}

const instantLetters = '2026-03-02T09:00:00.000Z'.length;
const createdAtOf = ({ position }: Picked): Instant => position.slice(0, instantLetters);

/** Agents who are there, of those whom the actions name, or choose by a ticket. */
async function recipientsOf(
  desk: JobDesk,
  actions: readonly TicketAction[],
  tickets: readonly Ticket[],
): Promise<AgentRecord[]> {
  const named = actions.flatMap((action) => namedBy(action).agentId ?? []);
  const chosen = tickets.flatMap((ticket) => chosenBy(actions, ticket));
  const ids = [...new Set([...named, ...chosen])] as AgentId[];
  const records = await Promise.all(ids.map((id) => desk.agents.findRecord(id)));
  return records.filter((record) => record !== undefined && record.agent.deletedAt === null) as AgentRecord[];
}
