import { requirePermission } from '../access/authorise.ts';
import { requireMayActIn } from '../access/give-department-role.ts';
import { requireMayGive, requireMaySpeakFor, requireOwnerFor } from '../access/grant.ts';
import type { Principal } from '../access/principal.ts';
import { requireRole, standingOf } from '../access/standing.ts';
import type { Account } from '../account/account.ts';
import { type ChangeRequest, isAlike } from '../account/audit-entry.ts';
import { requireVersion, withInput } from '../account/configured-thing.ts';
import { toInstant } from '../business-time/instant.ts';
import { Refusal } from '../refusal.ts';
import type { Agent, AgentInput } from './agent.ts';
import { auditOf, getAgentRecord, type OrganisationDesk, untilSaved } from './organisation-desk.ts';
import type { AgentRecord } from './organisation-store.ts';
import { ownersAfter } from './owners.ts';

interface Edit {
  readonly id: string;
  readonly request: ChangeRequest;
  /** What shall be said of him, given what was. */
  readonly edit: (before: Agent) => AgentInput;
}

/** What everybody may say of himself. */
const ownProfile = new Set<string>([
  'name',
  'gender',
  'picture',
  'timezone',
  'language',
  'personalDevice',
  'notices',
]);

/** Where somebody is reached. */
const reachedBy = new Set<string>(['email', 'personalDevice']);

/** Whoever manages agents changes them; everybody else his own profile. Refuses with `forbidden` or `last-owner-stays`. */
export function editAgent(desk: OrganisationDesk, { id, request, edit }: Edit): Promise<Agent> {
  return untilSaved(async () => {
    requireMayLook(request.principal, id);
    const [record, account] = await Promise.all([getAgentRecord(desk, id), desk.accounts.load()]);
    const { agent: before } = record;
    const input = edit(before);
    const changed = differing(before, input);
    requireMayEdit(request.principal, { ...record, input, changed }, account);
    requireVersion(before.version, request.ifMatch);
    if (changed.size === 0) return { outcome: 'saved', result: before };
    requireRole(input, account);
    const after: Agent = withInput(before, { ...input, deletedAt: null }, toInstant(desk.now()));
    const owners = await ownersAfter(desk, before.id, { from: before.role, to: after.role });
    const audit = await auditOf(desk, { noun: 'agent', id: before.id, before, after }, request);
    return { outcome: await desk.organisation.change({ before, after, owners }, { audit }), result: after };
  });
}

function requireMayLook(principal: Principal, id: string): void {
  if (principal.agentId !== id) requirePermission(principal, 'agents.manage');
}

/** The names of the fields that become others. */
function differing(before: Agent, input: AgentInput): Set<string> {
  const said = new Map<string, unknown>(Object.entries(before));
  const names = Object.entries(input).flatMap(([name, value]) =>
    isAlike(said.get(name), value) ? [] : [name],
  );
  return new Set(names);
}

interface Wish extends Pick<AgentRecord, 'agent' | 'members'> {
  readonly input: AgentInput;
  readonly changed: ReadonlySet<string>;
}

function requireMayEdit(principal: Principal, wish: Wish, account: Account): void {
  const { agent: before, members, input, changed } = wish;
  requireOwnerFor(principal, [before.role]);
  const isOwn = principal.agentId === before.id;
  if (!isOwn || !changed.isSubsetOf(ownProfile)) requirePermission(principal, 'agents.manage');
  requireMayGive(principal, standingOf(before, account), standingOf(input, account));
  // Tokens find an agent by his address, and calls by his phone: whoever answers there becomes him.
  if (!isOwn && !changed.isDisjointFrom(reachedBy)) {
    requireMaySpeakFor(principal, standingOf(before, account));
    requireMayActIn(principal, members, null);
  }
  if (isOwn && changed.has('onlyToSolve') && principal.role === 'agent') refuseLoosening();
}

function refuseLoosening(): never {
  throw new Refusal('forbidden', 'Nobody frees himself from the To-solve button.', {
    permission: 'agents.manage',
  });
}
