import type { KeptAnswer } from '#shared/domain/account/kept-answer.ts';
import type { Presence } from '#shared/domain/agent/presence.ts';
import { addressesOf } from '#shared/domain/customer/address.ts';
import { barely, type Customer } from '#shared/domain/customer/customer.ts';
import type { Desk } from '#shared/domain/desk.ts';
import { answerTicket } from '#shared/domain/ticket/answer-ticket.ts';
import { routeTicket } from '#shared/domain/ticket/assign-ticket.ts';
import type { Attachment } from '#shared/domain/ticket/message.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import type { Alongside, MailClaim } from '#shared/domain/ticket/ticket-store.ts';
import {
  aContext,
  aCustomer,
  anOpening,
  aPresence,
  aReply,
  atMinute,
  begun,
  byAgent,
  bySystem,
} from '#test/support/builders.ts';
import { aMemoryDesk } from '#test/support/memory-desk.ts';
import { startDesk } from './start-desk.ts';

/** A store with an agent in each state; both stores promise the same. */
export interface StoreSubject {
  readonly desk: Desk;
  /** All that is kept. */
  readonly readAll: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

const presences = [
  aPresence('agt_ada'),
  aPresence('agt_off', { state: 'offline' }),
  aPresence('agt_break', { state: 'break' }),
];

async function inMemory(): Promise<StoreSubject> {
  const desk = aMemoryDesk({ presences });
  const readAll = async () =>
    structuredClone(Object.values(desk.tickets).filter((kept) => kept instanceof Map || Array.isArray(kept)));
  return { desk, readAll, close: async () => undefined };
}

export const storeSubjects: [string, () => Promise<StoreSubject>][] = [
  ['in memory', inMemory],
  ['in the table', () => startDesk({ presences })],
];

/** Changes of one ticket that nobody else has seen, and what may come alongside. */
export class Scene {
  readonly desk: Desk;
  readonly opened: TicketChange;
  readonly #number: number;

  constructor(desk: Desk, number: number) {
    this.desk = desk;
    this.#number = number;
    this.opened = openTicket(anOpening({ tags: ['vip'] }), this.contextAt(0));
  }

  contextAt(minutes: number) {
    return aContext(minutes, { ids: this.desk.ids, actor: byAgent });
  }

  another(): TicketChange {
    return openTicket(anOpening(), this.contextAt(9));
  }

  reply(to: Ticket = this.opened.after): TicketChange {
    return answerTicket(to, aReply(), this.contextAt(5));
  }

  /** A reply that brings files, as if uploaded or not. */
  replyWith(...ids: readonly Attachment['id'][]): TicketChange {
    const file = {
      name: 'plan.txt',
      type: 'text/plain',
      sizeBytes: 5,
      inline: false,
      contentId: null,
    } as const;
    const attachments = ids.map((id) => ({ ...file, id, state: 'stored' as const }));
    return answerTicket(this.opened.after, aReply({ attachments }), this.contextAt(5));
  }

  givenTo(agentId: Presence['agentId']): TicketChange {
    const rule = 'uniformly at random';
    const decision = {
      channel: 'ticket',
      method: 'random',
      outcome: 'assigned',
      agentId,
      rule,
      considered: [],
    } as const;
    return routeTicket(this.opened.after, decision, {
      ...this.contextAt(5),
      actor: bySystem,
    }) as TicketChange;
  }

  slotOf(agentId: Presence['agentId'], maxLoad: number): Alongside {
    return { slot: { agentId, departmentId: 'dep_default', maxLoad, at: atMinute(5) } };
  }

  claim(): MailClaim {
    return {
      mailMessageId: `<mail-${this.#number}@example.com>`,
      digest: 'digest',
      ticketId: this.opened.after.id,
      messageId: 'msg_1',
      ticketVersion: 2,
    };
  }

  answer(at = atMinute(5)): KeptAnswer {
    const key = `request-${this.#number}`;
    return { who: 'key_ada', key, requestHash: 'hash', status: 200, body: { id: 'x' }, resourceId: 'x', at };
  }

  customer(name: string): Customer {
    const id = `cus_${name}${this.#number}` as const;
    const email = `customer-${this.#number}@example.com`;
    const phone = `+39021234${1000 + this.#number}`;
    const addresses = addressesOf({ email, phone, addresses: [] });
    return { ...barely, ...aCustomer, ...begun, id, email, phone, addresses };
  }
}
