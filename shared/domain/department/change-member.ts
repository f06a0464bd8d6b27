import { authorise } from '../access/authorise.ts';
import { requireMayGiveDepartmentRole } from '../access/give-department-role.ts';
import type { Principal } from '../access/principal.ts';
import { type ChangeRequest, isAlike } from '../account/audit-entry.ts';
import type { ConfigurationStore } from '../account/configuration-store.ts';
import { newlyKept, refuseUnknown, requireVersion, withInput } from '../account/configured-thing.ts';
import { auditOf, getAgentRecord, type OrganisationDesk, untilSaved } from '../agent/organisation-desk.ts';
import type { AgentRecord, MemberChange } from '../agent/organisation-store.ts';
import { type Instant, toInstant } from '../business-time/instant.ts';
import type { AgentId, DepartmentId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { Member, MemberInput } from './member.ts';

type Desk = OrganisationDesk & { readonly configuration: ConfigurationStore };

interface Membership {
  readonly departmentId: string;
  readonly agentId: string;
  readonly request: ChangeRequest;
}

/** A department's manager manages its members and settings too (behaviour.md section 4). */
export function requireManager(principal: Principal, departmentId: string): void {
  authorise(principal, 'departments.manage', { kind: 'department', departmentId });
}

/** Makes an agent a member, or changes how he serves the department. */
export function putMember(desk: Desk, membership: Membership, input: MemberInput): Promise<Member> {
  return untilSaved(async () => {
    const { record, before, departmentId, at } = await look(desk, membership);
    requireMayGiveDepartmentRole(membership.request.principal, {
      departmentId,
      agentId: record.agent.id,
      before: before?.role ?? null,
      after: input.role,
    });
    requireVersion(before?.version ?? 0, membership.request.ifMatch);
    if (before !== null && isUnchanged(before, input)) return { outcome: 'saved', result: before };
    const after =
      before === null ? newMember(record.agent.id, { departmentId, input, at }) : changed(before, input, at);
    return { outcome: await save(desk, membership, { record, departmentId, before, after }), result: after };
  });
}

const changed = (before: Member, input: MemberInput, at: Instant): Member => ({
  ...withInput(before, input, at),
  agentId: before.agentId,
  departmentId: before.departmentId,
});

/** Refuses with `not-found` who is none. */
export async function removeMember(desk: Desk, membership: Membership): Promise<void> {
  await untilSaved(async () => {
    const { record, before, departmentId } = await look(desk, membership);
    if (before === null) throw new Refusal('not-found', 'He is no member of this department.');
    requireVersion(before.version, membership.request.ifMatch);
    const after = null;
    return { outcome: await save(desk, membership, { record, departmentId, before, after }), result: null };
  });
}

async function look(desk: Desk, { departmentId, agentId, request }: Membership) {
  requireManager(request.principal, departmentId);
  const [department, record] = await Promise.all([
    desk.configuration.find('department', departmentId),
    getAgentRecord(desk, agentId),
  ]);
  if (department === undefined) return refuseUnknown('department');
  const before = record.members.find((member) => member.departmentId === departmentId) ?? null;
  return { record, before, departmentId: department.id, at: toInstant(desk.now()) };
}

const isUnchanged = ({ role, channels }: Member, input: MemberInput) =>
  isAlike({ role, channels }, { ...input });

function newMember(
  agentId: AgentId,
  { departmentId, input, at }: { departmentId: DepartmentId; input: MemberInput; at: Instant },
): Member {
  return { ...newlyKept(agentId, input, at), agentId, departmentId };
}

interface Deciding {
  readonly record: AgentRecord;
  readonly departmentId: DepartmentId;
  readonly before: Member | null;
  readonly after: Member | null;
}

async function save(desk: Desk, { request }: Membership, { record, departmentId, before, after }: Deciding) {
  const agentId = record.agent.id;
  const known = record.presence.departmentIds;
  const others = known.filter((id) => id !== departmentId);
  const departmentIds = { before: known, after: after === null ? others : [...others, departmentId] };
  const change: MemberChange = { agentId, departmentId, before, after, departmentIds };
  const id = `${departmentId}/${agentId}`;
  const audit = await auditOf(desk, { noun: 'member', id, before, after }, request);
  return desk.organisation.changeMember(change, { audit });
}
