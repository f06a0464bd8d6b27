import { auditEntryOf, type ChangeRequest } from '../account/audit-entry.ts';
import type { Configuration } from '../account/configuration.ts';
import type { ConfigurationStore, SaveTogether } from '../account/configuration-store.ts';
import { getConfigured, newlyKept } from '../account/configured-thing.ts';
import { untilSaved } from '../agent/organisation-desk.ts';
import { toInstant } from '../business-time/instant.ts';
import { type DepartmentId, defaultDepartmentId, type Ids } from '../ids.ts';
import { type Job, newJob } from '../job/job.ts';
import { startedEntryOf } from '../job/job-entries.ts';
import { Refusal } from '../refusal.ts';
import type { ClosedDepartment } from './closed-department.ts';
import type { Department } from './department.ts';
import type { DeletionWork } from './department-deletion.ts';
import { type HandingDesk, requireMayHandOver } from './hand-over.ts';
import { type Pointed, pointToSubstitute } from './point-to-substitute.ts';

export interface RemovingDesk extends HandingDesk {
  readonly configuration: ConfigurationStore;
  readonly saveTogether: SaveTogether;
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
    const at = toInstant(desk.now());
    const substitution = { departmentId: before.id, substituteId };
    const pointed = pointToSubstitute(configuration, substitution, at);
    await requireMayHandOver(desk, request.principal, { configuration, substitution, pointed });
    const { principal, sourceIp } = request;
    const { agentId, keyId } = principal;
    const work: DeletionWork = { departmentId: before.id };
    const askedBy = { agentId, keyId, sourceIp };
    const job = newJob({ kind: 'departmentDeletion', work, askedBy }, { ids: desk.ids, at });
    const closed = newlyKept(before.id, { substituteId, jobId: job.id }, at);
    const outcome = await save(desk, configuration, { before, closed, pointed, job, request });
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

interface Closing {
  readonly before: Department;
  readonly closed: ClosedDepartment;
  readonly pointed: readonly Pointed[];
  readonly job: Job<DeletionWork>;
  readonly request: ChangeRequest;
}

function save(desk: RemovingDesk, configuration: Configuration, closing: Closing) {
  const { before, closed, pointed, job, request } = closing;
  if (pointed.length > mostPointed) {
    throw new Refusal(
      'in-use',
      `More than ${mostPointed} things refer to it; let some name another department.`,
    );
  }
  const { auditRetentionDays: retentionDays } = configuration.settings;
  const context = { ids: desk.ids, retentionDays };
  const noun = { noun: 'department', id: before.id, before, after: null } as const;
  const { id: departmentId, substituteId } = closed;
  const told = { departmentId, substituteId, pointed: pointed.map(({ after }) => after.thing.id) };
  return desk.saveTogether({
    changes: [
      { before: { kind: 'department', thing: before }, after: null },
      { before: null, after: { kind: 'closedDepartment', thing: closed } },
      ...pointed,
    ],
    decidedOn: configuration.version,
    audits: [
      auditEntryOf(noun, request, { ...context, at: job.createdAt }),
      startedEntryOf(job, told, context),
    ],
    job,
  });
}
