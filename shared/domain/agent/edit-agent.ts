import { requirePermission } from '../access/authorise.ts';
import { requireMayGiveRole, requireOwnerFor } from '../access/grant.ts';
import type { Principal } from '../access/principal.ts';
import { type ChangeRequest, isAlike } from '../account/audit-entry.ts';
import { requireVersion, withInput } from '../account/configured-thing.ts';
import { toInstant } from '../business-time/instant.ts';
import type { Agent, AgentInput } from './agent.ts';
import { auditOf, getAgentRecord, type OrganisationDesk, untilSaved } from './organisation-desk.ts';
import { ownersAfter } from './owners.ts';

interface Edit {
  readonly id: string;
  readonly request: ChangeRequest;
  /** What shall be said of him, given what was. */
  readonly edit: (before: Agent) => AgentInput;
}

/** What everybody may say of himself. */
const ownProfile = new Set<string>(['name', 'gender', 'timezone', 'language', 'personalDevice']);

/** Whoever manages agents changes them; everybody else his own profile. Refuses with `forbidden` or `last-owner-stays`. */
export function editAgent(desk: OrganisationDesk, { id, request, edit }: Edit): Promise<Agent> {
  return untilSaved(async () => {
    requireMayLook(request.principal, id);
    const { agent: before } = await getAgentRecord(desk, id);
    requireVersion(before.version, request.ifMatch);
    const input = edit(before);
    requireMayEdit(request.principal, before, input);
    if (isUnchanged(before, input)) return { outcome: 'saved', result: before };
    const after: Agent = withInput(before, { ...input, deletedAt: null }, toInstant(desk.now()));
    const owners = await ownersAfter(desk, before.id, { from: before.role, to: after.role });
    const audit = await auditOf(desk, { noun: 'agent', id: before.id, before, after }, request);
    return { outcome: await desk.organisation.change({ before, after, owners }, { audit }), result: after };
  });
}

function requireMayLook(principal: Principal, id: string): void {
  if (principal.agentId !== id) requirePermission(principal, 'agents.manage');
}

const differing = (before: Agent, input: AgentInput): string[] => {
  const said = new Map<string, unknown>(Object.entries(before));
  return Object.entries(input).flatMap(([name, value]) => (isAlike(said.get(name), value) ? [] : [name]));
};

const isUnchanged = (before: Agent, input: AgentInput) => differing(before, input).length === 0;

function requireMayEdit(principal: Principal, before: Agent, input: AgentInput): void {
  requireOwnerFor(principal, [before.role]);
  const isProfile = differing(before, input).every((name) => ownProfile.has(name));
  if (principal.agentId !== before.id || !isProfile) requirePermission(principal, 'agents.manage');
  if (input.role !== before.role) requireMayGiveRole(principal, input.role);
}
