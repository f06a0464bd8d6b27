import type { Account } from '../account/account.ts';
import type { AgentStore } from '../agent/agent-store.ts';
import type { AgentRecord } from '../agent/organisation-store.ts';
import { servesTickets } from '../department/member.ts';
import type { AgentId } from '../ids.ts';
import { Refusal } from '../refusal.ts';

/** Who is to be given a ticket, null for nobody. Refuses with `invalid` who is not there. */
export async function findRecipient(
  { agents }: { agents: Pick<AgentStore, 'findRecord'> },
  agentId: AgentId | null,
): Promise<AgentRecord | null> {
  if (agentId === null) return null;
  const record = await agents.findRecord(agentId);
  if (record !== undefined && record.agent.deletedAt === null) return record;
  throw new Refusal('invalid', 'There is no such agent.', {
    errors: [{ path: 'agentId', message: 'names no agent' }],
  });
}

/** Readers of a department see its tickets and are given none of them (behaviour.md section 4). */
export function requireMayBeGiven(recipient: AgentRecord | null, departmentId: string): void {
  if (recipient === null || !onlyReads(recipient, departmentId)) return;
  throw new Refusal('agent-only-reads', 'This agent only reads tickets of the department.');
}

const onlyReads = ({ members }: AgentRecord, departmentId: string) =>
  members.some((member) => member.departmentId === departmentId && member.role === 'reader');

/** Why an agent is given no ticket of a department; null: he may be given it. */
export type ObjectionTo = (
  agentId: AgentId,
  departmentId: string,
) => 'agent-only-reads' | 'no-such-agent' | null;

/** By what was read of agents; who is not among them is not there. */
export const objectionsBy =
  (recordById: ReadonlyMap<string, AgentRecord | undefined>): ObjectionTo =>
  (agentId, departmentId) => {
    const record = recordById.get(agentId);
    if (record === undefined || record.agent.deletedAt !== null) return 'no-such-agent';
    return onlyReads(record, departmentId) ? 'agent-only-reads' : null;
  };

/** For what hands tickets over by itself, with nobody there who could be refused. Knows of these agents only. */
export async function findObjections(
  { agents }: { agents: Pick<AgentStore, 'findRecord'> },
  agentIds: Iterable<AgentId>,
): Promise<ObjectionTo> {
  const asked = [...new Set(agentIds)];
  const records = await Promise.all(asked.map((id) => agents.findRecord(id)));
  return objectionsBy(new Map(asked.map((id, position) => [id, records[position]])));
}

/**
 * Whom a transfer names serves the department that it goes to (behaviour.md section 1). With the default department alone
 * everyone does who not only reads.
 */
export function requireServes(
  recipient: AgentRecord | null,
  departmentId: string,
  { departmentById }: Pick<Account, 'departmentById'>,
): void {
  requireMayBeGiven(recipient, departmentId);
  if (recipient === null || serves(recipient, departmentId, { departmentById })) return;
  throw new Refusal('not-a-member', 'This agent does not serve tickets of the department.');
}

/** Who does not only read there, and serves it unless it is the only one. */
export function serves(
  { members }: AgentRecord,
  departmentId: string,
  { departmentById }: Pick<Account, 'departmentById'>,
): boolean {
  const member = members.find((one) => one.departmentId === departmentId);
  if (departmentById.size === 1) return member?.role !== 'reader';
  return member !== undefined && servesTickets(member);
}
