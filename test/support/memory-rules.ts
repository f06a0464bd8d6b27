import type { RuleDesk, RuleStore } from '#shared/domain/rule/rule-desk.ts';
import { holds } from '#shared/domain/ticket/conversation.ts';
import { aMemoryDesk, type MemoryDesk } from './memory-desk.ts';
import type { MemoryTickets } from './memory-tickets.ts';

export type MemoryRuleDesk = MemoryDesk & RuleDesk;

/** A desk at which rules run; headers of mails are those that are given. */
export function aRuleDesk(
  staff: Parameters<typeof aMemoryDesk>[0] = {},
  headers: ReadonlyMap<string, readonly string[]> = new Map(),
): MemoryRuleDesk {
  const desk = aMemoryDesk(staff);
  return Object.assign(desk, {
    rules: rulesIn(desk.tickets),
    readHeaders: async () => ({ headers, recipients: [] }),
  });
}

function rulesIn(tickets: MemoryTickets): RuleStore {
  return {
    findErrand: async ({ id }) => tickets.errandById.get(id),
    save: async (ruled, unsent) => {
      if (tickets.isRuled(ruled)) return 'done-already';
      tickets.rule(ruled);
      for (const one of unsent) tickets.unsentByPlace.set(`${one.lane} ${one.order}`, one);
      return 'saved';
    },
    drop: async ({ id }) => {
      tickets.errandById.delete(id);
    },
    findLastMessage: async (ticket) =>
      tickets.messages.filter((one) => holds(ticket, one) && one.type !== 'note').at(-1),
  };
}
