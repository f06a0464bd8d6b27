import { type AuditEntry, auditEntryOf } from '../account/audit-entry.ts';
import { newlyKept } from '../account/configured-thing.ts';
import { untilSaved } from '../agent/organisation-desk.ts';
import type { AgentRecord, MemberChange } from '../agent/organisation-store.ts';
import { type Instant, toInstant } from '../business-time/instant.ts';
import type { DepartmentId } from '../ids.ts';
import type { Asker } from '../job/job.ts';
import type { JobDesk } from '../job/job-desk.ts';
import type { ClosedDepartment } from './closed-department.ts';
import type { Member } from './member.ts';

const pageSize = 20;

interface Joining {
  readonly closed: ClosedDepartment;
  readonly askedBy: Asker;
  readonly after: string | undefined;
}

/**
 * The next members of a closed department serve the substitute as they served here; who is a member there stays as he is.
 * @returns where it goes on; undefined after the last.
 */
export async function joinMembers(
  desk: JobDesk,
  { closed, askedBy, after }: Joining,
): Promise<string | undefined> {
  const { items, next } = await desk.organisation.listMembers(closed.id, { limit: pageSize, after });
  for (const member of items) {
    await changeMember(desk, member, {
      askedBy,
      decide: (record, at) => joining(record, { member, closed, at }),
    });
  }
  return next;
}

/** The next members leave it; whether all have. */
export async function removeMembers(
  desk: JobDesk,
  { departmentId, askedBy }: { departmentId: DepartmentId; askedBy: Asker },
): Promise<boolean> {
  const page = { limit: pageSize, after: undefined };
  const { items, next } = await desk.organisation.listMembers(departmentId, page);
  for (const member of items) await changeMember(desk, member, { askedBy, decide: leaving(departmentId) });
  return next === undefined;
}

type Decide = (record: AgentRecord, at: Instant) => MemberChange | null;

/** Of who was deleted meanwhile, his departure takes care. */
async function changeMember(
  desk: JobDesk,
  { agentId }: Member,
  { askedBy, decide }: { askedBy: Asker; decide: Decide },
): Promise<void> {
  await untilSaved(async () => {
    const record = await desk.organisation.find(agentId);
    const at = toInstant(desk.now());
    const isLiving = record !== undefined && record.agent.deletedAt === null;
    const change = isLiving ? decide(record, at) : null;
    if (change === null) return { outcome: 'saved', result: null };
    const audit = await auditOf(desk, change, { askedBy, at });
    return { outcome: await desk.organisation.changeMember(change, { audit }), result: null };
  });
}

function joining(
  { members, presence }: AgentRecord,
  { member, closed, at }: { member: Member; closed: ClosedDepartment; at: Instant },
): MemberChange | null {
  const { agentId, role, channels } = member;
  const departmentId = closed.substituteId;
  if (members.some((one) => one.departmentId === departmentId)) return null;
  const after: Member = { ...newlyKept(agentId, { role, channels }, at), agentId, departmentId };
  const departmentIds = { before: presence.departmentIds, after: [...presence.departmentIds, departmentId] };
  return { agentId, departmentId, before: null, after, departmentIds };
}

const leaving =
  (departmentId: DepartmentId): Decide =>
  ({ agent, members, presence }) => {
    const before = members.find((one) => one.departmentId === departmentId);
    if (before === undefined) return null;
    const known = presence.departmentIds;
    const departmentIds = { before: known, after: known.filter((id) => id !== departmentId) };
    return { agentId: agent.id, departmentId, before, after: null, departmentIds };
  };

async function auditOf(
  desk: JobDesk,
  { departmentId, agentId, before, after }: MemberChange,
  { askedBy, at }: { askedBy: Asker; at: Instant },
): Promise<AuditEntry> {
  const { settings } = await desk.accounts.load();
  return auditEntryOf(
    { noun: 'member', id: `${departmentId}/${agentId}`, before, after },
    { principal: askedBy, sourceIp: askedBy.sourceIp },
    { at, ids: desk.ids, retentionDays: settings.auditRetentionDays },
  );
}
