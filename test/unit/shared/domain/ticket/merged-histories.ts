import fc from 'fast-check';
import { KeptAlready } from '#shared/domain/account/kept-already.ts';
import type { TicketId } from '#shared/domain/ids.ts';
import { continueConversation } from '#shared/domain/inbound/continue-conversation.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { answerTicket, noteOnTicket } from '#shared/domain/ticket/answer-ticket.ts';
import { assignTicket, transferTicket } from '#shared/domain/ticket/assign-ticket.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { type AgentRequest, changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import { mergeAsAgent } from '#shared/domain/ticket/merge-as-agent.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import { splitAsAgent } from '#shared/domain/ticket/split-as-agent.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import type { ChangeContext } from '#shared/domain/ticket/ticket-draft.ts';
import {
  aContext,
  aDepartment,
  anAccount,
  anOpening,
  aPresence,
  aPrincipal,
  aReply,
  byCustomer,
} from '#test/support/builders.ts';
import { aMemoryDesk, type MemoryDesk } from '#test/support/memory-desk.ts';

/** What is asked; tickets and messages by their number, taken modulo how many there are. */
export type Step =
  | {
      readonly act: 'customer' | 'reply' | 'note' | 'assign' | 'transfer' | 'resolve';
      readonly ticket: number;
    }
  | { readonly act: 'merge'; readonly ticket: number; readonly sources: readonly number[] }
  | { readonly act: 'split'; readonly ticket: number; readonly message: number };

const ticket = fc.nat({ max: 9 });

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ act: fc.constantFrom('customer', 'reply', 'note'), ticket }),
    },
    { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('assign', 'transfer', 'resolve'), ticket }) },
    {
      weight: 2,
      arbitrary: fc.record({
        act: fc.constant('merge'),
        ticket,
        sources: fc.uniqueArray(ticket, { minLength: 1, maxLength: 3 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('split'), ticket, message: fc.nat({ max: 9 }) }) },
  ) as fc.Arbitrary<Step>,
  { maxLength: 30, size: 'max' },
);

/** Who has which messages, in plain lists: what a person at the desk would expect. */
export class PlainTickets {
  readonly messagesOf = new Map<TicketId, string[]>();
  readonly mergedInto = new Map<TicketId, TicketId>();

  ownerOf(id: TicketId): TicketId {
    const target = this.mergedInto.get(id);
    return target === undefined ? id : this.ownerOf(target);
  }

  merge(target: TicketId, sources: readonly TicketId[], order: readonly string[]): void {
    const all = new Set([target, ...sources].flatMap((id) => this.messagesOf.get(id) ?? []));
    this.messagesOf.set(
      target,
      order.filter((id) => all.has(id)),
    );
    for (const id of sources) {
      this.mergedInto.set(id, target);
      this.messagesOf.delete(id);
    }
  }

  split(id: TicketId, messageId: string, opened: TicketId): void {
    const messages = this.messagesOf.get(id) ?? [];
    const at = messages.indexOf(messageId);
    this.messagesOf.set(id, messages.slice(0, at));
    this.messagesOf.set(opened, messages.slice(at));
  }
}

const principal = aPrincipal({ role: 'owner' });
const request: AgentRequest = { principal, ifMatch: null, keep: () => undefined };

/** Three tickets, and what became of them; beside them the same in plain lists. */
export class Lives {
  readonly desk: MemoryDesk;
  readonly plain = new PlainTickets();
  readonly ids: TicketId[] = [];
  refused = 0;

  constructor() {
    const departments = [aDepartment(), aDepartment('dep_sales')];
    this.desk = aMemoryDesk({ account: anAccount({ departments }), presences: [aPresence('agt_bob')] });
  }

  async begin(): Promise<void> {
    for (let count = 0; count < 3; count++) {
      const { ids, tickets, account } = this.desk;
      const context = aContext(count, { ids, account, actor: byCustomer });
      const opened = openTicket(anOpening({ tags: [`tag${count}`] }), context);
      await tickets.save(opened);
      this.desk.nowMs += 60_000;
      this.#know(opened.after.id, opened);
    }
  }

  async live(step: Step): Promise<void> {
    this.desk.nowMs += 60_000;
    try {
      await this.#act(step);
    } catch (error) {
      if (!(error instanceof Refusal) || error instanceof KeptAlready) throw error;
      this.refused += 1;
    }
  }

  /** All messages, in the order in which they were written. */
  get written(): string[] {
    return this.desk.tickets.messages.map(({ id }) => id);
  }

  at(id: TicketId): Ticket {
    return this.desk.tickets.ticketById.get(id) as Ticket;
  }

  async #act(step: Step): Promise<void> {
    const id = this.#pick(step.ticket);
    if (step.act === 'merge') return this.#merge(id, step.sources);
    if (step.act === 'split') return this.#split(id, step.message);
    if (step.act === 'customer') {
      const change = await continueConversation(this.desk, id, { body: 'More', keep: () => undefined });
      return this.#know(change.after.id, change);
    }
    const decide = decisions[step.act];
    const { change } = await changeAsAgent(this.desk, id, {
      request,
      decision: { permission: 'tickets.reply', decide },
    });
    if (change !== null) this.#know(id, change);
  }

  async #merge(id: TicketId, numbers: readonly number[]): Promise<void> {
    const sourceIds = [...new Set(numbers.map((number) => this.#pick(number)))];
    await mergeAsAgent(this.desk, id, { sourceIds, request });
    this.plain.merge(id, sourceIds, this.written);
  }

  async #split(id: TicketId, number: number): Promise<void> {
    const messages = this.plain.messagesOf.get(id) ?? [];
    const messageId = messages[number % Math.max(1, messages.length)] ?? 'msg_none';
    const opened = await splitAsAgent(this.desk, id, { messageId: messageId as `msg_${string}`, request });
    this.ids.push(opened.id);
    this.plain.split(id, messageId, opened.id);
  }

  #pick(number: number): TicketId {
    return this.ids[number % this.ids.length] as TicketId;
  }

  #know(id: TicketId, { messages }: TicketChange): void {
    if (!this.ids.includes(id)) this.ids.push(id);
    const known = this.plain.messagesOf.get(id) ?? [];
    this.plain.messagesOf.set(id, [...known, ...messages.map((message) => message.id)]);
  }
}

type Decide = (ticket: Ticket, context: ChangeContext) => TicketChange | null;

const decisions: Readonly<Record<'reply' | 'note' | 'assign' | 'transfer' | 'resolve', Decide>> = {
  reply: (ticket, context) => answerTicket(ticket, aReply(), context),
  note: (ticket, context) => noteOnTicket(ticket, aReply({ type: 'note' }), context),
  assign: (ticket, context) => assignTicket(ticket, 'agt_bob', context),
  transfer: (ticket, context) =>
    transferTicket(ticket, { departmentId: 'dep_sales', agentId: null, keepStatus: false }, context),
  resolve: (ticket, context) => changeStatus(ticket, { status: 'resolved', until: null }, context),
};
