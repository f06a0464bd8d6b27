import { AgentInput } from '#shared/domain/agent/agent.ts';
import type { AgentId, DepartmentId } from '#shared/domain/ids.ts';
import type { DistributionMethodName } from '#shared/domain/routing/routing-decision.ts';
import { SourceInput } from '#shared/domain/source/source.ts';
import { newAgentWrites, newKeyWrites } from '#shared/persistence/agent-writes.ts';
import * as keys from '#shared/persistence/keys.ts';
import type { Table } from '#shared/persistence/table.ts';
import { put, type Write } from '#shared/persistence/write.ts';
import { aDepartment, aLevel, aMember, anSlaRule, aPresence, begun } from '#test/support/builders.ts';

export interface Staff {
  readonly departmentIds: readonly DepartmentId[];
  readonly method?: DistributionMethodName | 'none';
  readonly agents: number;
  /** Of all of them: `agent` unless told. */
  readonly role?: 'agent' | 'admin';
  readonly maxLoad?: number;
  /** Business minutes until the first answer; the clocks of all new tickets run. */
  readonly firstAnswerMinutes?: number;
  /** Mails to this address open tickets of the first department. */
  readonly mailbox?: string;
}

export const agentIdOf = (index: number): AgentId => `agt_${String(index).padStart(26, '0')}`;
export const agentKeyOf = (index: number) => `smk_agent-${index}-${'x'.repeat(32)}`;

/** Departments, agents who are online in all of them with a key each, and a level for every ticket: as the API would leave them. */
export async function seedStaff(table: Table, staff: Staff): Promise<void> {
  await table.commit(configurationWrites(staff));
  for (let index = 0; index < staff.agents; index++) await table.commit(agentWrites(index, staff));
}

function configurationWrites(staff: Staff): Write[] {
  const { departmentIds, method = 'none', firstAnswerMinutes = 60 } = staff;
  const level = aLevel({ firstAnswer: firstAnswerMinutes, nextAnswer: 4 * firstAnswerMinutes });
  return [
    ...departmentIds.map((id) =>
      put(keys.configured('DEPARTMENT', id), 'department', { data: aDepartment(id, { method }) }),
    ),
    put(keys.configured('LEVEL', level.id), 'level', { data: level }),
    put(keys.configured('SLARULE', 'rul_level'), 'slaRule', { data: anSlaRule(level.id) }),
    ...sourceWrites(staff),
    put(keys.configurationVersion, 'version', { data: { version: 2 } }),
  ];
}

function sourceWrites({ mailbox, departmentIds: [departmentId] }: Staff): Write[] {
  if (mailbox === undefined) return [];
  const said = SourceInput.parse({
    type: 'email',
    name: 'Mailbox',
    departmentId,
    settings: { address: mailbox },
  });
  const { secrets: _, ...shown } = said as typeof said & { secrets: unknown };
  const source = { ...shown, ...begun, id: 'src_mailbox', secretsSet: [] };
  return [put(keys.configured('SOURCE', source.id), 'source', { data: source })];
}

function agentWrites(index: number, { departmentIds, role, maxLoad = 100_000 }: Staff): Write[] {
  const id = agentIdOf(index);
  const email = `agent-${index}@desk.example`;
  const said = AgentInput.parse({ name: `Agent ${index}`, email, role });
  const agent = { ...said, ...begun, id, deletedAt: null };
  const key = {
    ...{ name: 'Key', agentId: id, permissions: null, expiresAt: null, allowedNetworks: [] },
    ...{ ...begun, id: `key_${id.slice(4)}` as const, lastUsedAt: null },
  };
  const members = departmentIds.flatMap((departmentId) => {
    const data = aMember(id, { departmentId, maxLoad });
    return [
      put(keys.departmentOfAgent(id, departmentId), 'member', { data }),
      put(keys.memberOf(departmentId, id), 'member', { data }),
    ];
  });
  return [
    ...newAgentWrites(agent, aPresence(id, { departmentIds })),
    ...newKeyWrites(key, agentKeyOf(index)),
    ...members,
  ];
}
