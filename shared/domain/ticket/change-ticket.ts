import { authorise } from '../access/authorise.ts';
import type { Permission } from '../access/permission.ts';
import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import { KeptAlready } from '../account/kept-already.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import type { TicketId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { deletionEntry } from './audit-deletion.ts';
import type { Actor } from './entry.ts';
import { followMet, withMomentsMet } from './meet-moments.ts';
import { requireNotMerged } from './merge-tickets.ts';
import type { Belonging, Followed } from './message-trail.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import type { ChangeContext } from './ticket-draft.ts';
import type { Alongside, SaveOutcome } from './ticket-store.ts';

/** How often a decision is made anew on the state that somebody else has just left. */
const tries = 8;

export interface Seen {
  readonly ticket: Ticket | undefined;
  /** The one that was named, where that was merged or split since. */
  readonly named: Ticket | undefined;
  readonly account: Account;
}

export interface Decided {
  readonly change: TicketChange;
  readonly alongside?: Alongside;
}

/** The ticket as it is now, and what was changed; null when there was nothing to do. */
export interface Changed<Found = Ticket> {
  readonly ticket: Found;
  readonly change: TicketChange | null;
}

type Awaitable<Value> = Value | Promise<Value>;

export interface Decision {
  readonly actor: Actor;
  /** Null for nothing to do. */
  readonly decide: (seen: Seen, context: ChangeContext) => Awaitable<Decided | null>;
  /** The ticket as it was read together with others a moment ago; the first decision is made on it. */
  readonly known?: Ticket | undefined;
}

/**
 * Loads, decides, saves; decides again when the ticket changed meanwhile.
 * @param which a ticket by its id, as it is; or what belongs to one, wherever that was merged or split to.
 */
export async function changeTicket(
  desk: Desk,
  which: TicketId | Belonging,
  decision: Decision,
): Promise<Changed<Ticket | undefined>> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const known = attempt === 1 ? decision.known : undefined;
    const [found, account] = await Promise.all([find(desk, which, known), desk.accounts.load()]);
    const ticket = found?.ticket;
    const context = { account, at: toInstant(desk.now()), ids: desk.ids, actor: decision.actor };
    const decided = await decision.decide({ ticket, named: found?.named, account }, context);
    if (decided === null) return { ticket, change: null };
    const outcome = await desk.tickets.save(decided.change, decided.alongside);
    if (outcome === 'saved') return { ticket: decided.change.after, change: decided.change };
    if (outcome === 'done-already') return { ticket, change: null };
    refuseOutcome(outcome);
  }
  throw new Refusal('edited-by-someone-else', 'Others are changing this ticket at the moment; try again.');
}

async function find(
  desk: Desk,
  which: TicketId | Belonging,
  known: Ticket | undefined,
): Promise<Followed | undefined> {
  if (typeof which !== 'string') return followMet(desk, which);
  const ticket = await withMomentsMet(desk, known ?? (await desk.tickets.find(which)));
  return ticket && { named: ticket, ticket };
}

/** A repeated request is told what it was told before; what others changed meanwhile is decided again. */
export function refuseOutcome(outcome: SaveOutcome): void {
  if (outcome === 'kept-already') throw new KeptAlready();
  if (outcome !== 'upload-taken') return;
  const errors = [{ path: 'attachmentIds', message: 'Names an upload that another message has' }];
  throw new Refusal('invalid', 'A file cannot be attached.', { errors });
}

/** What an agent's request brings with it. */
export interface AgentRequest {
  readonly principal: Principal;
  readonly sourceIp: string;
  /** The version that the client saw; null when it did not say. */
  readonly ifMatch: number | null;
  /** The answer to keep with the effect, for repeats of the request. */
  readonly keep: (change: TicketChange) => Awaitable<KeptAnswer | undefined>;
}

export interface AgentDecision {
  readonly permission: Permission;
  /** Whether it is so already; asked before anything is refused. */
  readonly isDone?: (ticket: Ticket) => boolean;
  readonly decide: (ticket: Ticket, context: ChangeContext) => TicketChange | null;
  readonly alongside?: (change: TicketChange, context: ChangeContext) => Alongside;
}

/**
 * An agent changes a ticket: in scope, with permission, and not over a version that he did not see. One that was merged
 * is changed no more.
 */
export async function changeAsAgent(
  desk: Desk,
  ticketId: TicketId,
  { request, decision }: { request: AgentRequest; decision: AgentDecision },
): Promise<Changed> {
  const changed = await changeTicket(desk, ticketId, {
    actor: { kind: 'agent', id: request.principal.agentId },
    decide: async (found, context) => {
      const seen = admit(request, decision.permission, found);
      if (decision.isDone?.(seen)) return null;
      requireNotMerged(seen);
      const change = decision.decide(seen, context);
      if (change === null) return null;
      const beside: Alongside = {
        ...decision.alongside?.(change, context),
        keep: await request.keep(change),
      };
      const audit = deletionEntry(change, request, context) ?? beside.audit;
      return { change, alongside: { ...beside, audit } };
    },
  });
  return changed as Changed;
}

/** Refuses what is out of scope, not permitted, or no longer as the client saw it. */
export function admit(
  request: Omit<AgentRequest, 'keep'>,
  permission: Permission,
  { ticket: found, account }: Pick<Seen, 'ticket' | 'account'>,
): Ticket {
  authorise(request.principal, permission, { kind: 'ticket', ticket: found, account });
  const ticket = found as Ticket;
  if (request.ifMatch !== null && request.ifMatch !== ticket.version) {
    throw new Refusal('version-is-stale', `The ticket is at version ${ticket.version}.`);
  }
  return ticket;
}
