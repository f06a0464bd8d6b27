import type { Account } from '../account/account.ts';
import type { Agent } from '../agent/agent.ts';
import type { AgentStore } from '../agent/agent-store.ts';
import type { Member } from '../department/member.ts';
import type { AgentId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { type AccessReason, decideAccess, type NoAccessReason, type TicketFacts } from './authorise.ts';
import type { Principal } from './principal.ts';
import { principalFor } from './principal-for.ts';

export interface ExplainedAccess {
  readonly agentId: AgentId;
  readonly allowed: boolean;
  readonly reason: AccessReason | NoAccessReason | 'deleted';
}

export interface ExplainingDesk {
  readonly agents: Pick<AgentStore, 'findRecord' | 'list' | 'listMembers'>;
}

interface Seen {
  readonly ticket: TicketFacts;
  readonly account: Pick<Account, 'departmentById' | 'roleById'>;
}

/** An agent as he is let in without a key that narrows him. */
export function ownPrincipal(
  agent: Agent,
  members: readonly Member[],
  { roleById }: Pick<Account, 'roleById'>,
): Principal {
  const customRole = agent.roleId === null ? undefined : roleById.get(agent.roleId);
  return principalFor({ agent, members, customRole }, { keyId: '', granted: null });
}

/** By the very decision that lets him in or keeps him out. */
export function explainAccess(agent: Agent, members: readonly Member[], seen: Seen): ExplainedAccess {
  if (agent.deletedAt !== null) return { agentId: agent.id, allowed: false, reason: 'deleted' };
  const principal = ownPrincipal(agent, members, seen.account);
  const { allowed, reason } = decideAccess(principal, 'tickets.read', { kind: 'ticket', ...seen });
  return { agentId: agent.id, allowed, reason };
}

/** Refuses with `not-found` who is no agent. */
export async function explainAgent(
  { agents }: ExplainingDesk,
  agentId: AgentId,
  seen: Seen,
): Promise<ExplainedAccess> {
  const record = await agents.findRecord(agentId);
  if (record === undefined) throw new Refusal('not-found', 'There is no such agent.');
  return explainAccess(record.agent, record.members, seen);
}

const pageSize = 100;

/** Everybody who can see a ticket, the newest agents first. */
export async function listWhoSees(desk: ExplainingDesk, seen: Seen): Promise<ExplainedAccess[]> {
  const members = await desk.agents.listMembers(seen.ticket.departmentId);
  const membersByAgent = Map.groupBy(members, ({ agentId }) => agentId);
  const explained: ExplainedAccess[] = [];
  let after: string | undefined;
  do {
    const page = await desk.agents.list({ limit: pageSize, after });
    explained.push(
      ...page.items.map((agent) => explainAccess(agent, membersByAgent.get(agent.id) ?? [], seen)),
    );
    after = page.next;
  } while (after !== undefined);
  return explained.filter(({ allowed }) => allowed);
}
