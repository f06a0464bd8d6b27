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
import type { Actor } from './entry.ts';
import { withMomentsMet } from './meet-moments.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import type { ChangeContext } from './ticket-draft.ts';
import type { Alongside, SaveOutcome } from './ticket-store.ts';

/** How often a decision is made anew on the state that somebody else has just left. */
const tries = 8;

export interface Seen {
  readonly ticket: Ticket | undefined;
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

interface Decision {
  readonly actor: Actor;
  /** Null for nothing to do. */
  readonly decide: (seen: Seen, context: ChangeContext) => Decided | null;
  /** The ticket as it was read together with others a moment ago; the first decision is made on it. */
  readonly known?: Ticket | undefined;
}

/** Loads, decides, saves; decides again when the ticket changed meanwhile. */
export async function changeTicket(
  desk: Desk,
  ticketId: TicketId,
  decision: Decision,
): Promise<Changed<Ticket | undefined>> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const finding =
      attempt === 1 && decision.known !== undefined ? decision.known : desk.tickets.find(ticketId);
    const [found, account] = await Promise.all([finding, desk.accounts.load()]);
    const ticket = await withMomentsMet(desk, found);
    const context = { account, at: toInstant(desk.now()), ids: desk.ids, actor: decision.actor };
    const decided = decision.decide({ ticket, account }, context);
    if (decided === null) return { ticket, change: null };
    const outcome = await desk.tickets.save(decided.change, decided.alongside);
    if (outcome === 'saved') return { ticket: decided.change.after, change: decided.change };
    if (outcome === 'done-already') return { ticket, change: null };
    refuseOutcome(outcome);
  }
  throw new Refusal('edited-by-someone-else', 'Others are changing this ticket at the moment; try again.');
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
  /** The version that the client saw; null when it did not say. */
  readonly ifMatch: number | null;
  /** The answer to keep with the effect, for repeats of the request. */
  readonly keep: (change: TicketChange) => KeptAnswer | undefined;
}

export interface AgentDecision {
  readonly permission: Permission;
  readonly decide: (ticket: Ticket, context: ChangeContext) => TicketChange | null;
  readonly alongside?: (change: TicketChange) => Alongside;
}

/** An agent changes a ticket: in scope, with permission, and not over a version that he did not see. */
export async function changeAsAgent(
  desk: Desk,
  ticketId: TicketId,
  { request, decision }: { request: AgentRequest; decision: AgentDecision },
): Promise<Changed> {
  const changed = await changeTicket(desk, ticketId, {
    actor: { kind: 'agent', id: request.principal.agentId },
    decide: ({ ticket, account }, context) => {
      const seen = admit(request, decision.permission, { ticket, account });
      const change = decision.decide(seen, context);
      if (change === null) return null;
      return { change, alongside: { ...decision.alongside?.(change), keep: request.keep(change) } };
    },
  });
  return changed as Changed;
}

function admit(request: AgentRequest, permission: Permission, seen: Seen): Ticket {
  authorise(request.principal, permission, { kind: 'ticket', ...seen });
  const ticket = seen.ticket as Ticket;
  if (request.ifMatch !== null && request.ifMatch !== ticket.version) {
    throw new Refusal('version-is-stale', `The ticket is at version ${ticket.version}.`);
  }
  return ticket;
}
