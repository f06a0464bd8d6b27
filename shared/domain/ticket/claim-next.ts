import { decideAccess, type TicketFacts } from '../access/authorise.ts';
import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import { KeptAlready } from '../account/kept-already.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import type { AgentId, TicketId } from '../ids.ts';
import { takeTicket } from './assign-ticket.ts';
import { withMomentsMet } from './meet-moments.ts';
import { servedDepartments } from './served-departments.ts';
import { isWaiting } from './status.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import type { IndexEntry } from './ticket-index.ts';
import { isViewedByAnother } from './viewers.ts';

/**
 * Looks wider with every round: under many claims at once the index still shows what others have just taken, and an
 * agent who is limited to tags may see few of those that wait. A claim that was lost says that many ask for the same
 * few, and a lost save costs more than another look: so the first rounds read and try little, by chance once one was
 * lost, and only the last ones try everything.
 */
const rounds = [
  { size: 10, mostRead: 10, attempts: 1 },
  { size: 40, mostRead: 8, attempts: 2 },
  { size: 100, mostRead: 16, attempts: 4 },
  { size: 1000, mostRead: 100, attempts: 100 },
  { size: 1000, mostRead: 100, attempts: 100 },
] as const;

type ClaimDesk = Pick<Desk, 'tickets' | 'index' | 'accounts' | 'agents' | 'viewers' | 'ids' | 'now' | 'draw'>;

interface Claim {
  readonly principal: Principal;
  readonly keep: (change: TicketChange) => KeptAnswer | undefined | Promise<KeptAnswer | undefined>;
}

/** The most important ticket that waits for this agent, now his; null when none does (behaviour.md section 2). */
export async function claimNext(desk: ClaimDesk, claim: Claim): Promise<Ticket | null> {
  const passed = new Set<TicketId>();
  let hasLost = false;
  for (const round of rounds) {
    const { account, tickets, isAll } = await eligible(desk, claim.principal, { ...round, passed, hasLost });
    const taken = await takeFirst(desk, claim, { account, tickets: tickets.slice(0, round.attempts) });
    if (taken !== null) return taken;
    if (tickets.length === 0 && isAll) return null;
    hasLost ||= tickets.length > 0;
  }
  return null;
}

interface Look {
  readonly size: number;
  readonly mostRead: number;
  /** Tickets that were read and are not for him; what is found to be so is added. */
  readonly passed: Set<TicketId>;
  readonly hasLost: boolean;
}

async function eligible(desk: ClaimDesk, principal: Principal, { size, mostRead, passed, hasLost }: Look) {
  const account = await desk.accounts.load();
  const queues = [...servedDepartments(principal, account), principal.agentId as AgentId];
  const listed = await Promise.all(queues.map((queue) => desk.index.listWaiting(queue, size)));
  const entries = listed
    .flat()
    .filter((entry) => !passed.has(entry.ticketId) && maySee(principal, entry, account))
    .sort((one, other) => (one.position < other.position ? -1 : 1));
  const inTurn = hasLost ? shuffled(entries, desk.draw) : entries;
  const ids = inTurn.slice(0, mostRead).map((entry) => entry.ticketId);
  const [found, viewed] = await Promise.all([desk.index.getMany(ids), desk.viewers.findMany(ids)]);
  const at = toInstant(desk.now());
  const tickets = ids
    .map((id) => found.get(id))
    .filter((ticket) => ticket !== undefined)
    .filter((ticket) => isEligible(ticket, principal, account))
    .filter((ticket) => !isViewedByAnother(viewed.get(ticket.id), principal.agentId, at));
  const his = new Set(tickets.map((ticket) => ticket.id));
  for (const id of ids) if (!his.has(id)) passed.add(id);
  const isAll = ids.length === entries.length && listed.every((page) => page.length < size);
  return { account, tickets, isAll };
}

/** By what the index shows, which may be older than the ticket. */
const maySee = (principal: Principal, { facts }: IndexEntry, account: Account) =>
  facts === null || mayTake(principal, facts, account);

/** Readers of a department are given none of its tickets. */
const mayTake = (principal: Principal, ticket: TicketFacts, account: Account) =>
  decideAccess(principal, 'tickets.assign', { kind: 'ticket', ticket, account }).allowed;

function isEligible(ticket: Ticket, principal: Principal, account: Account): boolean {
  const forHim =
    ticket.assigneeId === null || (ticket.assigneeId === principal.agentId && ticket.takenAt === null);
  const isOn = account.departmentById.get(ticket.departmentId)?.toSolve === true;
  return isWaiting(ticket.status) && forHim && isOn && mayTake(principal, ticket, account);
}

/** The save takes it only in the state that was read, so two agents never get the same ticket. */
async function takeFirst(
  desk: ClaimDesk,
  claim: Claim,
  { account, tickets }: { account: Account; tickets: readonly Ticket[] },
): Promise<Ticket | null> {
  const { principal, keep } = claim;
  const agentId = principal.agentId as AgentId;
  for (const seen of tickets) {
    const ticket = await withMomentsMet(desk, seen);
    if (ticket === undefined || !isEligible(ticket, principal, account)) continue;
    const context = {
      account,
      at: toInstant(desk.now()),
      ids: desk.ids,
      actor: { kind: 'agent', id: agentId } as const,
    };
    const change = takeTicket(ticket, agentId, context);
    const outcome = await desk.tickets.save(change, { keep: await keep(change) });
    if (outcome === 'saved') return change.after;
    if (outcome === 'kept-already') throw new KeptAlready();
  }
  return null;
}

/** Among many who ask at once a fixed order makes all but one lose at every ticket. */
function shuffled<Entry>(entries: readonly Entry[], draw: (below: number) => number): Entry[] {
  const left = [...entries];
  return entries.map(() => left.splice(draw(left.length), 1)[0] as Entry);
}
