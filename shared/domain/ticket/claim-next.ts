import { decideAccess, type TicketFacts } from '../access/authorise.ts';
import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import { KeptAlready } from '../account/kept-already.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import type { AgentId, DepartmentId, TicketId } from '../ids.ts';
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
    const { claimant, tickets, isAll } = await eligible(desk, claim.principal, { ...round, passed, hasLost });
    const taken = await takeFirst(desk, claim, { claimant, tickets: tickets.slice(0, round.attempts) });
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
  const claimant = { principal, account, served: new Set(servedDepartments(principal, account)) };
  const { groups, isWhole } = await listInOrder(desk, claimant, size);
  const left = groups.map((group) => group.filter(({ ticketId }) => !passed.has(ticketId)));
  const inTurn = left.flatMap((group) => (hasLost ? shuffled(group, desk.draw) : group));
  const ids = inTurn.slice(0, mostRead).map((entry) => entry.ticketId);
  const [found, viewed] = await Promise.all([desk.index.getMany(ids), desk.viewers.findMany(ids)]);
  const at = toInstant(desk.now());
  const tickets = ids
    .map((id) => found.get(id))
    .filter((ticket) => ticket !== undefined)
    .filter((ticket) => isEligible(ticket, claimant))
    .filter((ticket) => !isViewedByAnother(viewed.get(ticket.id), principal.agentId, at));
  const his = new Set(tickets.map((ticket) => ticket.id));
  for (const id of ids) if (!his.has(id)) passed.add(id);
  return { claimant, tickets, isAll: isWhole && ids.length === inTurn.length };
}

interface Claimant {
  readonly principal: Principal;
  readonly account: Account;
  /** The To-solve departments in which he is given tickets. */
  readonly served: ReadonlySet<string>;
}

/** So many of what he answered last are looked at, of which some may be in departments that he serves no more. */
const leastAnswered = 100;

/**
 * What waits for him by the indexes, in the order in which he is given it: with `lastAgentFirst` what he answered last,
 * and then all else; both by importance. Whole, where no queue has more.
 */
async function listInOrder(desk: ClaimDesk, claimant: Claimant, size: number) {
  const { principal, account, served } = claimant;
  const agentId = principal.agentId as AgentId;
  const queues = [...served, agentId] as (DepartmentId | AgentId)[];
  const isHisFirst = account.settings.toSolveOrder === 'lastAgentFirst';
  const [answered, ...waiting] = await Promise.all([
    isHisFirst ? desk.index.listLastAnswered(agentId, Math.max(size, leastAnswered)) : [],
    ...queues.map((queue) => desk.index.listWaiting(queue, size)),
  ]);
  const first = new Set(answered.map(({ ticketId }) => ticketId));
  const others = waiting
    .flat()
    .filter(({ ticketId }) => !first.has(ticketId))
    .sort((one, other) => (one.position < other.position ? -1 : 1));
  return {
    groups: [answered, others].map((group) => group.filter((entry) => maySee(entry, claimant))),
    isWhole: waiting.every((page) => page.length < size),
  };
}

/** By what the index shows, which may be older than the ticket. */
const maySee = ({ facts }: IndexEntry, claimant: Claimant) =>
  facts === null || (isInReach(facts, claimant) && mayTake(facts, claimant));

/** Of anyone only where he serves, his own wherever it is. */
const isInReach = ({ assigneeId, departmentId }: TicketFacts, { principal, served }: Claimant) =>
  assigneeId === null ? served.has(departmentId) : assigneeId === principal.agentId;

/** Readers of a department are given none of its tickets. */
const mayTake = (ticket: TicketFacts, { principal, account }: Claimant) =>
  decideAccess(principal, 'tickets.assign', { kind: 'ticket', ticket, account }).allowed;

function isEligible(ticket: Ticket, claimant: Claimant): boolean {
  const isFree = ticket.assigneeId === null || ticket.takenAt === null;
  const isOn = claimant.account.departmentById.get(ticket.departmentId)?.toSolve === true;
  return (
    isWaiting(ticket.status) && isFree && isOn && isInReach(ticket, claimant) && mayTake(ticket, claimant)
  );
}

/** The save takes it only in the state that was read, so two agents never get the same ticket. */
async function takeFirst(
  desk: ClaimDesk,
  claim: Claim,
  { claimant, tickets }: { claimant: Claimant; tickets: readonly Ticket[] },
): Promise<Ticket | null> {
  const agentId = claim.principal.agentId as AgentId;
  for (const seen of tickets) {
    const ticket = await withMomentsMet(desk, seen);
    if (ticket === undefined || !isEligible(ticket, claimant)) continue;
    const context = {
      account: claimant.account,
      at: toInstant(desk.now()),
      ids: desk.ids,
      actor: { kind: 'agent', id: agentId } as const,
    };
    const change = takeTicket(ticket, agentId, context);
    if (change === null) continue;
    const outcome = await desk.tickets.save(change, { keep: await claim.keep(change) });
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
