import { requireMayGiveDepartmentRole } from '../access/give-department-role.ts';
import { requireMayGive } from '../access/grant.ts';
import { standingOf } from '../access/standing.ts';
import type { ChangeRequest } from '../account/audit-entry.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import { Refusal } from '../refusal.ts';
import type { Agent } from './agent.ts';
import type { DepartureStore } from './departure-store.ts';
import { auditOf, type OrganisationDesk, untilSaved } from './organisation-desk.ts';
import { ownersAfter } from './owners.ts';

type Desk = OrganisationDesk & { readonly departures: DepartureStore };

interface Restoring {
  readonly id: string;
  readonly request: ChangeRequest;
  readonly keep: (agent: Agent) => KeptAnswer | undefined;
}

/**
 * A deleted agent is there again, with the memberships of departments that still are; his keys are not, and a custom
 * role that is gone leaves him an agent. Refuses with `not-found` who is not deleted, with `forbidden` more than one may
 * give, and with `in-use` when his mail address is another's by now.
 */
export function restoreAgent(desk: Desk, { id, request, keep }: Restoring): Promise<Agent> {
  return untilSaved(async () => {
    const [record, former, account] = await Promise.all([
      desk.organisation.find(id),
      desk.departures.findFormerMembers(id),
      desk.accounts.load(),
    ]);
    if (record === undefined || record.agent.deletedAt === null) refuseUndeleted();
    const { agent: before } = record;
    const members = former.filter(({ departmentId }) => account.departmentById.has(departmentId));
    const roleId = before.roleId !== null && account.roleById.has(before.roleId) ? before.roleId : null;
    const at = toInstant(desk.now());
    const after: Agent = { ...before, roleId, version: before.version + 1, updatedAt: at, deletedAt: null };
    requireMayGive(request.principal, null, standingOf(after, account));
    for (const { departmentId, agentId, role } of members) {
      requireMayGiveDepartmentRole(request.principal, { departmentId, agentId, before: null, after: role });
    }
    await desk.departures.endAccess(before.id);
    const owners = await ownersAfter(desk, before.id, { from: null, to: after.role });
    const audit = await auditOf(desk, { noun: 'agent', id: before.id, before: null, after }, request);
    const restoration = { before, after, owners, members, decidedOn: account.version };
    const outcome = await desk.organisation.restore(restoration, { audit, keep: keep(after) });
    return { outcome, result: after };
  });
}

function refuseUndeleted(): never {
  throw new Refusal('not-found', 'There is no such deleted agent.');
}
