import type { Account } from '../account/account.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import { addressesOf, type CustomerInput } from '../customer/customer.ts';
import type { Desk } from '../desk.ts';
import type { AgentId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { learnCustomer } from '../rule/learn-customer.ts';
import { refuseOutcome } from '../ticket/change-ticket.ts';
import type { Actor } from '../ticket/entry.ts';
import type { MessageContent } from '../ticket/message-content.ts';
import { type Opening, openTicket } from '../ticket/open-ticket.ts';
import type { TicketCustomer } from '../ticket/ticket.ts';
import type { TicketChange } from '../ticket/ticket-change.ts';
import type { Alongside } from '../ticket/ticket-store.ts';
import { type ChosenCustomer, customerFor } from './customer-for.ts';

type ConversationDesk = Pick<Desk, 'tickets' | 'accounts' | 'customers' | 'ids' | 'now'>;

/** A conversation that somebody begins, in the words of the one who asks. */
export interface Beginning {
  /** Null: the customer himself. */
  readonly actor: Actor | null;
  /** How he says who he is. */
  readonly customer: CustomerInput;
  /** Decided on the account as it is; may refuse. */
  readonly opening: (account: Account) => Omit<Opening, 'customer' | 'arrivedAt'>;
  /** Files that the first message takes. */
  readonly uploads?: Alongside['uploads'];
  /** The answer to keep with the effect, for repeats of the request. */
  readonly keep: (change: TicketChange) => KeptAnswer | undefined;
}

/** How often it is decided anew, when the customer became known or a code was taken meanwhile. */
const tries = 8;

/** Finds or makes the customer and opens his ticket: one look, one transaction. */
export async function openConversation(desk: ConversationDesk, beginning: Beginning): Promise<TicketChange> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const { change, alongside } = await decide(desk, beginning);
    const outcome = await desk.tickets.save(change, alongside);
    if (outcome === 'saved') return change;
    refuseOutcome(outcome);
  }
  throw new Refusal(
    'edited-by-someone-else',
    'Others are writing to the same customer at the moment; try again.',
  );
}

async function decide(desk: ConversationDesk, beginning: Beginning) {
  const { actor, customer: given, opening, uploads, keep } = beginning;
  const [account, known] = await Promise.all([
    desk.accounts.load(),
    desk.customers.findByAddresses(addressesOf(given)),
  ]);
  const at = toInstant(desk.now());
  const chosen = customerFor(given, known, { ids: desk.ids, at });
  const { customer } = chosen;
  const asked = opening(account);
  const content = { ...asked.content, author: authorOf(asked.content, customer) };
  const context = {
    account,
    at,
    ids: desk.ids,
    actor: actor ?? { kind: 'customer' as const, id: customer.id },
  };
  const isKnown = chosen.newCustomer === undefined;
  const learned = { customer: await learnCustomer(desk, account.slaRules, isKnown ? customer.id : null) };
  const change = openTicket({ ...asked, content, customer, learned, arrivedAt: at }, context);
  return {
    change,
    alongside: {
      ...acquaint(chosen, change),
      ...(uploads === undefined ? {} : { uploads }),
      keep: keep(change),
    },
  };
}

/** Who writes is only known once the customer is. */
const authorOf = ({ author }: MessageContent, { id, name }: TicketCustomer) =>
  author.kind === 'customer' ? { ...author, id, name: author.name ?? name } : author;

/** Whoever writes to him first is remembered at the customer: for a new one in the item that is made. */
function acquaint({ customer, newCustomer }: ChosenCustomer, { after }: TicketChange): Alongside {
  const agentId: AgentId | null = after.lastAgentId;
  if (newCustomer !== undefined) return { newCustomer: { ...newCustomer, lastAgentId: agentId } };
  return agentId === null ? {} : { acquainted: { customerId: customer.id, agentId } };
}
