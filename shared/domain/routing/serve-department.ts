import { decideAccess, type TicketFacts } from '../access/authorise.ts';
import { ownPrincipal } from '../access/explain-access.ts';
import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import { toInstant } from '../business-time/instant.ts';
import type { Department } from '../department/department.ts';
import type { Desk } from '../desk.ts';
import type { AgentId, DepartmentId, TicketId } from '../ids.ts';
import { routeTicket } from '../ticket/assign-ticket.ts';
import { withMomentsMet } from '../ticket/meet-moments.ts';
import { isWaiting } from '../ticket/status.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { IndexEntry } from '../ticket/ticket-index.ts';
import type { SaveOutcome } from '../ticket/ticket-store.ts';
import { type Candidate, chooseAgent, isFree } from './choose-agent.ts';
import type { DistributionMethodName, RoutingDecision } from './routing-decision.ts';

type RoutingDesk = Pick<
  Desk,
  'tickets' | 'index' | 'accounts' | 'agents' | 'customers' | 'ids' | 'now' | 'draw'
>;

/** So many waiting tickets are looked at in one go; while agents are free, the next go follows. */
const batchSize = 25;
/** A wake serves no longer than this; what is left wakes again with the next ticket, slot or minute. */
const mostBatches = 40;
const mostAtOnce = 100;
/** Where more than this wait that nobody who is free may see, what stands behind them waits too. */
const mostListed = 2_000;
const tries = 5;

/**
 * Gives the waiting tickets of a department to its available agents, most important first, until either runs out.
 * @param named tickets that the index may not show yet.
 */
export async function serveDepartment(
  desk: RoutingDesk,
  departmentId: DepartmentId,
  named: readonly TicketId[],
): Promise<void> {
  const account = await desk.accounts.load();
  const department = account.departmentById.get(departmentId);
  if (department === undefined || department.distribution.ticket.method === 'none') return;
  const round = new RoutingRound(desk, account, department);
  for (let batch = 0; batch < mostBatches; batch++) {
    if (!(await round.serve(batch === 0 ? named : []))) return;
  }
}

/** A member as routing found him; no principal means that he is gone. */
type Colleague = Omit<Candidate, 'maySee'> & { readonly principal: Principal | undefined };

/** One wake's work: the department's members as last read, and the tickets that it has looked at. */
class RoutingRound {
  readonly #desk: RoutingDesk;
  readonly #account: Account;
  readonly #department: Department;
  readonly #done = new Set<TicketId>();
  #colleagues: readonly Colleague[] = [];

  constructor(desk: RoutingDesk, account: Account, department: Department) {
    this.#desk = desk;
    this.#account = account;
    this.#department = department;
  }

  /** One batch; false when nothing is left that could be given to anybody. */
  async serve(named: readonly TicketId[]): Promise<boolean> {
    const doneBefore = this.#done.size;
    const [listed] = await Promise.all([this.#listWaiting(), this.#lookAround()]);
    const tickets = await this.#take(named, listed);
    const acquainted = await this.#acquainted(tickets);
    for (const ticket of tickets) await this.#route(ticket, acquainted.get(ticket.customer.id) ?? null);
    return this.#done.size > doneBefore && this.#colleagues.some(isFree);
  }

  /** Looks ever wider: what was passed over stands in the index still. */
  #listWaiting(): Promise<IndexEntry[]> {
    const limit = Math.min(batchSize + 2 * this.#done.size, mostListed);
    return this.#desk.index.listWaiting(this.#department.id, limit);
  }

  /**
   * What waits by the index and what was named, as it is now, most important first. The index may still show what was
   * given away a moment ago: that is looked at once and passed over, so it never hides what stands behind it. What
   * nobody who is free may see is passed over unread, unless it was named: then it is told why it waits.
   */
  async #take(named: readonly TicketId[], listed: readonly IndexEntry[]): Promise<Ticket[]> {
    const free = this.#colleagues.filter(isFree);
    const isForNobody = ({ facts }: IndexEntry) =>
      facts !== null && free.length > 0 && !free.some((colleague) => this.#maySee(colleague, facts));
    const waiting = listed.filter((entry) => !isForNobody(entry));
    const all = new Set([...named, ...waiting.map((entry) => entry.ticketId)]);
    const ids = [...all.difference(this.#done)].slice(0, mostAtOnce);
    const found = await this.#desk.index.getMany(ids);
    for (const id of [...ids, ...listed.filter(isForNobody).map((entry) => entry.ticketId)])
      this.#done.add(id);
    return [...found.values()]
      .filter((ticket) => isUnassigned(ticket, this.#department.id))
      .sort((one, other) => (one.importanceAt < other.importanceAt ? -1 : 1));
  }

  async #lookAround(): Promise<void> {
    const members = await this.#desk.agents.listMembers(this.#department.id);
    const ids = members.map((member) => member.agentId);
    const [presences, agents] = await Promise.all([
      this.#desk.agents.getPresences(ids),
      this.#desk.agents.findMany(ids),
    ]);
    const agentById = new Map(agents.map((agent) => [agent.id, agent]));
    this.#colleagues = members.map((member) => {
      const agent = agentById.get(member.agentId);
      const principal = agent && ownPrincipal(agent, [member], this.#account);
      return { member, presence: presences.get(member.agentId), principal };
    });
  }

  /** By the one decision about access, as if he had it. */
  #maySee({ member, principal }: Colleague, { departmentId, tags }: TicketFacts): boolean {
    if (principal === undefined) return false;
    const ticket = { departmentId, tags, assigneeId: member.agentId };
    const resource = { kind: 'ticket', ticket, account: this.#account } as const;
    return decideAccess(principal, 'tickets.read', resource).allowed;
  }

  async #acquainted(tickets: readonly Ticket[]): Promise<Map<string, AgentId>> {
    if (!this.#account.settings.affinity || tickets.length === 0) return new Map();
    return this.#desk.customers.getLastAgents(tickets.map((ticket) => ticket.customer.id));
  }

  /** A lost race is decided anew on what is true then. */
  async #route(ticket: Ticket, acquaintedAgentId: AgentId | null): Promise<void> {
    let seen = await withMomentsMet(this.#desk, ticket);
    for (let attempt = 1; attempt <= tries && seen !== undefined; attempt++) {
      const decision = this.#decide(seen, acquaintedAgentId);
      const outcome = await this.#save(seen, decision);
      if (outcome === 'saved') return this.#occupy(decision.agentId);
      if (outcome === 'no-slot') await this.#lookAround();
      seen = await this.#stillWaiting(ticket.id);
    }
  }

  #decide(ticket: Ticket, acquaintedAgentId: AgentId | null): RoutingDecision {
    return chooseAgent({
      departmentId: this.#department.id,
      method: this.#department.distribution.ticket.method as DistributionMethodName,
      candidates: this.#colleagues.map((colleague) => ({
        ...colleague,
        maySee: this.#maySee(colleague, ticket),
      })),
      acquaintedAgentId,
      draw: this.#desk.draw,
    });
  }

  async #save(ticket: Ticket, decision: RoutingDecision): Promise<SaveOutcome> {
    const at = toInstant(this.#desk.now());
    const actor = { kind: 'system', id: null } as const;
    const change = routeTicket(ticket, decision, { account: this.#account, at, ids: this.#desk.ids, actor });
    if (change === null) return 'saved';
    if (decision.agentId === null) return this.#desk.tickets.save(change);
    const slot = { agentId: decision.agentId, departmentId: this.#department.id, at };
    return this.#desk.tickets.save(change, { slot: { ...slot, maxLoad: this.#maxLoadOf(decision.agentId) } });
  }

  #maxLoadOf(agentId: AgentId): number {
    const colleague = this.#colleagues.find(({ member }) => member.agentId === agentId);
    return colleague?.member.channels.ticket?.maxLoad ?? 0;
  }

  /** Remembers who was just given a ticket, so that the next choice sees it without another read. */
  #occupy(agentId: AgentId | null): void {
    const at = toInstant(this.#desk.now());
    this.#colleagues = this.#colleagues.map((colleague) => {
      const { member, presence } = colleague;
      if (member.agentId !== agentId || presence === undefined) return colleague;
      const lastAssignedAt = { ...presence.lastAssignedAt, [this.#department.id]: at };
      return { ...colleague, presence: { ...presence, ticketLoad: presence.ticketLoad + 1, lastAssignedAt } };
    });
  }

  async #stillWaiting(id: TicketId): Promise<Ticket | undefined> {
    const ticket = await withMomentsMet(this.#desk, await this.#desk.tickets.find(id));
    return ticket !== undefined && isUnassigned(ticket, this.#department.id) ? ticket : undefined;
  }
}

const isUnassigned = (ticket: Ticket, departmentId: DepartmentId) =>
  isWaiting(ticket.status) && ticket.assigneeId === null && ticket.departmentId === departmentId;
