import { requireMayGiveRole } from '../access/grant.ts';
import type { ChangeRequest } from '../account/audit-entry.ts';
import { newlyKept } from '../account/configured-thing.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { offlineSince } from '../account/open-account.ts';
import { toInstant } from '../business-time/instant.ts';
import type { Agent, AgentInput } from './agent.ts';
import { auditOf, type OrganisationDesk, untilSaved } from './organisation-desk.ts';
import { ownersAfter } from './owners.ts';

interface Creation {
  readonly request: ChangeRequest;
  readonly input: AgentInput;
  readonly keep: (agent: Agent) => KeptAnswer | undefined;
}

/** Refuses with `forbidden` a role beyond one's own, and with `in-use` a mail address of another agent. */
export async function createAgent(
  desk: OrganisationDesk,
  { request, input, keep }: Creation,
): Promise<Agent> {
  requireMayGiveRole(request.principal, input.role);
  const at = toInstant(desk.now());
  const agent: Agent = { ...newlyKept(desk.ids.next('agt'), input, at), deletedAt: null };
  const audit = await auditOf(desk, { noun: 'agent', id: agent.id, before: null, after: agent }, request);
  return untilSaved(async () => {
    const owners = await ownersAfter(desk, agent.id, { from: null, to: agent.role });
    const creation = { agent, presence: offlineSince(agent.id, at), owners };
    return { outcome: await desk.organisation.create(creation, { audit, keep: keep(agent) }), result: agent };
  });
}
