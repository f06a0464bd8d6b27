import type { AuditEntry } from '../account/audit-entry.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import type { Member } from '../department/member.ts';
import type { AgentId, DepartmentId } from '../ids.ts';
import type { Unsent } from '../outbound/unsent.ts';
import type { Listed } from '../ticket/ticket-store.ts';
import type { Agent } from './agent.ts';
import type { Presence } from './presence.ts';

/** An agent with everything that is his, as of one moment. */
export interface AgentRecord {
  readonly agent: Agent;
  readonly presence: Presence;
  readonly members: readonly Member[];
}

/** Who the owners are, all together: whoever changes that sees the whole list. */
export interface OwnersChange {
  readonly before: readonly AgentId[];
  readonly after: readonly AgentId[];
}

export interface NewAgent {
  readonly agent: Agent;
  readonly presence: Presence;
  readonly owners: OwnersChange | null;
  readonly invitation: Unsent | null;
}

export interface AgentChange {
  readonly before: Agent;
  readonly after: Agent;
  readonly owners: OwnersChange | null;
}

/** The agent is gone, with his memberships and keys; his tickets follow, his history stays. */
export interface AgentRemoval extends AgentChange {
  readonly members: readonly Member[];
  /** The version of the configuration in which nothing referred to him. */
  readonly decidedOn: number;
}

/** He is there again, a member of these departments. */
export interface AgentRestoration extends AgentChange {
  readonly members: readonly Member[];
  /** The version of the configuration in which these departments, and his role, were there. */
  readonly decidedOn: number;
}

export interface MemberChange {
  readonly agentId: AgentId;
  readonly departmentId: DepartmentId;
  readonly before: Member | null;
  readonly after: Member | null;
  /** His departments as his presence names them. */
  readonly departmentIds: {
    readonly before: readonly DepartmentId[];
    readonly after: readonly DepartmentId[];
  };
}

/** What every change saves beside itself. */
export interface Records {
  readonly audit: AuditEntry;
  readonly keep?: KeptAnswer | undefined;
}

export type OrganisationOutcome = 'saved' | 'changed-meanwhile' | 'kept-already' | 'address-taken';

/** Agents and their departments. Each change is one transaction, decided on what is still so when it is saved. */
export interface OrganisationStore {
  /** One consistent read; deleted agents too. */
  find(agentId: string): Promise<AgentRecord | undefined>;
  findMember(departmentId: string, agentId: string): Promise<Member | undefined>;
  /** By agent. */
  listMembers(
    departmentId: string,
    page: { limit: number; after: string | undefined },
  ): Promise<Listed<Member>>;
  listOwnerIds(): Promise<readonly AgentId[]>;
  create(creation: NewAgent, records: Records): Promise<OrganisationOutcome>;
  change(change: AgentChange, records: Records): Promise<OrganisationOutcome>;
  /** Only while he is as he was read. */
  invite(agent: Agent, invitation: Unsent, records: Records): Promise<OrganisationOutcome>;
  remove(removal: AgentRemoval, records: Records): Promise<OrganisationOutcome>;
  restore(restoration: AgentRestoration, records: Records): Promise<OrganisationOutcome>;
  /** Only while agent and department are there. */
  changeMember(change: MemberChange, records: Records): Promise<OrganisationOutcome>;
}
