import type { AccountStore } from '../account/account-store.ts';
import { type AuditEntry, type Audited, auditEntryOf, type ChangeRequest } from '../account/audit-entry.ts';
import { KeptAlready } from '../account/kept-already.ts';
import { type Instant, toInstant } from '../business-time/instant.ts';
import type { Ids } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { AgentRecord, OrganisationOutcome, OrganisationStore } from './organisation-store.ts';

/** What changes of agents and members work with. */
export interface OrganisationDesk {
  readonly organisation: OrganisationStore;
  readonly accounts: AccountStore;
  readonly ids: Ids;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

type Clocked = Pick<OrganisationDesk, 'accounts' | 'ids' | 'now'>;

export async function auditOf(desk: Clocked, audited: Audited, request: ChangeRequest): Promise<AuditEntry> {
  const { settings } = await desk.accounts.load();
  const at: Instant = toInstant(desk.now());
  return auditEntryOf(audited, request, {
    at,
    ids: desk.ids,
    retentionDays: settings.auditRetentionDays,
  });
}

/** Refuses with `not-found`; deleted agents are not there. */
export async function getAgentRecord(
  { organisation }: Pick<OrganisationDesk, 'organisation'>,
  agentId: string,
): Promise<AgentRecord> {
  return requireLiving(await organisation.find(agentId));
}

export function requireLiving(record: AgentRecord | undefined): AgentRecord {
  if (record === undefined || record.agent.deletedAt !== null) {
    throw new Refusal('not-found', 'There is no such agent.');
  }
  return record;
}

/** How often a decision is made anew on the state that somebody else has just left. */
const tries = 8;

/** `attempt` loads, decides and saves. */
export async function untilSaved<Result>(
  attempt: () => Promise<{ readonly outcome: OrganisationOutcome; readonly result: Result }>,
): Promise<Result> {
  for (let count = 1; count <= tries; count++) {
    const { outcome, result } = await attempt();
    if (outcome === 'saved') return result;
    if (outcome === 'kept-already') throw new KeptAlready();
    if (outcome === 'address-taken') refuseTakenAddress();
  }
  throw new Refusal('edited-by-someone-else', 'Others are changing this at the moment; try again.');
}

function refuseTakenAddress(): never {
  const errors = [{ path: 'email', message: 'Another agent has this address' }];
  throw new Refusal('in-use', 'Another agent has this mail address.', { errors });
}
