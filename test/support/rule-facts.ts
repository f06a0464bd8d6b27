import type { Facts } from '#shared/domain/rule/field.ts';
import { FactReader } from '#shared/domain/rule/judge.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { anAccount, aTicket, atMinute, byCustomer } from './builders.ts';

/** A customer wrote, nothing else had to be read. */
export function someFacts(changes: Partial<Facts> = {}): Facts {
  const ticket: Ticket | null = changes.ticket === undefined ? aTicket() : changes.ticket;
  return {
    ticket,
    departmentId: ticket?.departmentId ?? null,
    account: anAccount(),
    at: atMinute(0),
    actor: byCustomer,
    learned: {
      customer: null,
      presence: null,
      body: null,
      lastMessage: null,
      headers: new Map(),
      recipients: [],
    },
    ...changes,
  };
}

export const aReader = (changes: Partial<Facts> = {}): FactReader => new FactReader(someFacts(changes));
