import { requireMayGiveDepartmentRole } from '../access/give-department-role.ts';
import type { Principal } from '../access/principal.ts';
import { auditEntryOf, type ChangeRequest } from '../account/audit-entry.ts';
import type { Configuration } from '../account/configuration.ts';
import type { ConfigurationStore, SaveTogether } from '../account/configuration-store.ts';
import { getConfigured, newlyKept } from '../account/configured-thing.ts';
import type { AgentStore } from '../agent/agent-store.ts';
import { untilSaved } from '../agent/organisation-desk.ts';
import { type Instant, toInstant } from '../business-time/instant.ts';
import { type DepartmentId, defaultDepartmentId, type Ids } from '../ids.ts';
import { type Job, newJob } from '../job/job.ts';
import { startedEntryOf } from '../job/job-entries.ts';
import { Refusal } from '../refusal.ts';
import type { ClosedDepartment } from './closed-department.ts';
import type { Department } from './department.ts';
import type { DeletionWork } from './department-deletion.ts';
import { pointToSubstitute, type Substitution } from './point-to-substitute.ts';

export interface RemovingDesk {
  readonly configuration: ConfigurationStore;
  readonly saveTogether: SaveTogether;
  readonly agents: Pick<AgentStore, 'listMembers'>;
  readonly ids: Ids;
  readonly now: () => number;
}

interface Removal {
  readonly id: string;
  /** Who takes over what belongs to it. */
  readonly substituteId: DepartmentId;
  readonly request: ChangeRequest;
}

/** What names the department changes in the transaction in which it goes, and that takes a hundred writes. */
const mostPointed = 90;

/**
 * It is gone at once, and everything that named it names the substitute: one transaction, or nothing. Members and
 * tickets follow by the job that begins with it (behaviour.md section 4). Refuses with `in-use` the default department
 * and one that too much refers to, and with `invalid` what is no other department.
 */
export function removeDepartment(desk: RemovingDesk, removal: Removal): Promise<Job> {
  return untilSaved(async () => {
    const { id, substituteId, request } = removal;
    const configuration = await desk.configuration.load();
    const before = getConfigured(configuration, { kind: 'department', id }, request);
    requireRemovable(configuration, before, substituteId);
    await requireMayMoveMembers(desk, request.principal, { departmentId: before.id, substituteId });
    const at = toInstant(desk.now());
    const { principal, sourceIp } = request;
    const { agentId, keyId } = principal;
    const work: DeletionWork = { departmentId: before.id };
    const askedBy = { agentId, keyId, sourceIp };
    const job = newJob({ kind: 'departmentDeletion', work, askedBy }, { ids: desk.ids, at });
    const closed = newlyKept(before.id, { substituteId, jobId: job.id }, at);
    const outcome = await save(desk, configuration, { before, closed, job, request });
    return { outcome, result: job };
  });
}

function requireRemovable(
  configuration: Configuration,
  { id }: Department,
  substituteId: DepartmentId,
): void {
  if (id === defaultDepartmentId) {
    throw new Refusal('in-use', 'The default department cannot be deleted.');
  }
  if (substituteId !== id && configuration.find('department', substituteId) !== undefined) return;
  const errors = [{ path: 'substituteId', message: 'Expected another department' }];
  throw new Refusal('invalid', 'The request names what does not exist.', { errors });
}

/** Members become members of the substitute, so who deletes must be one who could make them such. */
async function requireMayMoveMembers(
  { agents }: RemovingDesk,
  principal: Principal,
  { departmentId, substituteId }: Substitution,
): Promise<void> {
  const [members, there] = await Promise.all([
    agents.listMembers(departmentId),
    agents.listMembers(substituteId),
  ]);
  const isThere = new Set(there.map(({ agentId }) => agentId));
  for (const { agentId, role } of members.filter((member) => !isThere.has(member.agentId))) {
    requireMayGiveDepartmentRole(principal, {
      departmentId: substituteId,
      agentId,
      before: null,
      after: role,
    });
  }
}

interface Closing {
  readonly before: Department;
  readonly closed: ClosedDepartment;
  readonly job: Job<DeletionWork>;
  readonly request: ChangeRequest;
}

function save(desk: RemovingDesk, configuration: Configuration, { before, closed, job, request }: Closing) {
  const at: Instant = job.createdAt;
  const substitution = { departmentId: before.id, substituteId: closed.substituteId };
  const pointed = pointToSubstitute(configuration, substitution, at);
  if (pointed.length > mostPointed) {
    throw new Refusal(
      'in-use',
      `More than ${mostPointed} things refer to it; let some name another department.`,
    );
  }
  const { auditRetentionDays: retentionDays } = configuration.settings;
  const context = { ids: desk.ids, retentionDays };
  const noun = { noun: 'department', id: before.id, before, after: null } as const;
  const told = { ...substitution, pointed: pointed.map(({ after }) => after.thing.id) };
  return desk.saveTogether({
    changes: [
      { before: { kind: 'department', thing: before }, after: null },
      { before: null, after: { kind: 'closedDepartment', thing: closed } },
      ...pointed,
    ],
    decidedOn: configuration.version,
    audits: [auditEntryOf(noun, request, { ...context, at }), startedEntryOf(job, told, context)],
    job,
  });
}
