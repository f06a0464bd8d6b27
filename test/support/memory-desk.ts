import type { Account } from '#shared/domain/account/account.ts';
import type { Agent } from '#shared/domain/agent/agent.ts';
import type { AgentRecord } from '#shared/domain/agent/organisation-store.ts';
import type { Presence } from '#shared/domain/agent/presence.ts';
import type { CustomerStore } from '#shared/domain/customer/customer-store.ts';
import type { Member } from '#shared/domain/department/member.ts';
import type { Desk } from '#shared/domain/desk.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { anAccount, anAgent, countingIds, startMs } from './builders.ts';
import { MemoryTicketIndex } from './memory-ticket-index.ts';
import { MemoryTickets } from './memory-tickets.ts';
import { MemoryViewers } from './memory-viewers.ts';

export interface MemoryDesk extends Desk {
  readonly tickets: MemoryTickets;
  readonly index: MemoryTicketIndex;
  readonly viewers: MemoryViewers;
  nowMs: number;
  account: Account;
}

interface Staff {
  readonly account?: Account;
  readonly members?: readonly Member[];
  readonly presences?: readonly Presence[];
  /** Who is more, or less, than a plain agent. */
  readonly agents?: readonly Agent[];
  /** Who can be looked up with his memberships. */
  readonly records?: readonly AgentRecord[];
}

/** A desk whose stores keep everything in memory: the same promises as the table, without its delays. */
export function aMemoryDesk({ account = anAccount(), presences = [], ...staff }: Staff = {}): MemoryDesk {
  const { members = [], agents = [], records = [] } = staff;
  const tickets = new MemoryTickets();
  for (const presence of presences) tickets.presenceById.set(presence.agentId, presence);
  const desk: MemoryDesk = {
    tickets,
    index: new MemoryTicketIndex(tickets.ticketById),
    accounts: { load: async () => desk.account, known: async () => desk.account },
    agents: {
      find: async () => undefined,
      findRecord: async (id) => records.find(({ agent }) => agent.id === id),
      list: async () => ({ items: [], next: undefined }),
      findMany: async (ids) => ids.map((id) => agents.find((agent) => agent.id === id) ?? anAgent(id)),
      listMembers: async (departmentId) => members.filter((member) => member.departmentId === departmentId),
      getPresences: async (ids) => presencesOf(tickets, ids),
    },
    customers: customersIn(tickets),
    viewers: new MemoryViewers(),
    ids: countingIds(),
    now: () => desk.nowMs,
    draw: () => 0,
    nowMs: startMs,
    account,
  };
  return desk;
}

function presencesOf(tickets: MemoryTickets, ids: readonly AgentId[]): Map<AgentId, Presence> {
  return new Map(
    ids.flatMap((id) => {
      const presence = tickets.presenceById.get(id);
      return presence === undefined ? [] : [[id, presence] as const];
    }),
  );
}

function customersIn(tickets: MemoryTickets): CustomerStore {
  return {
    find: async (id) => tickets.customerById.get(id),
    findByAddresses: async (addresses) =>
      addresses.flatMap((address) => {
        const id = tickets.customerIdByAddress.get(`${address.kind} ${address.value}`);
        const owner = id === undefined ? undefined : tickets.customerById.get(id);
        return owner === undefined ? [] : [{ address, owner }];
      }),
    getLastAgents: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const agentId = tickets.customerById.get(id)?.lastAgentId ?? null;
          return agentId === null ? [] : [[id, agentId] as const];
        }),
      ),
  };
}
