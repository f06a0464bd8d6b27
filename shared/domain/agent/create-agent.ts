import { requireMayGive } from '../access/grant.ts';
import { requireRole, standingOf } from '../access/standing.ts';
import type { ChangeRequest } from '../account/audit-entry.ts';
import { newlyKept } from '../account/configured-thing.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { offlineSince } from '../account/open-account.ts';
import { toInstant } from '../business-time/instant.ts';
import type { Agent, AgentInput } from './agent.ts';
import { type InvitingDesk, invitationFor } from './invite-agent.ts';
import { auditOf, untilSaved } from './organisation-desk.ts';
import { ownersAfter } from './owners.ts';

interface Creation {
  readonly request: ChangeRequest;
  readonly input: AgentInput;
  /** By a mail to his address. */
  readonly invite: boolean;
  readonly keep: (agent: Agent) => KeptAnswer | undefined;
}

/** Refuses with `forbidden` a role beyond one's own, and with `in-use` a mail address of another agent. */
export async function createAgent(
  desk: InvitingDesk,
  { request, input, invite, keep }: Creation,
): Promise<Agent> {
  const at = toInstant(desk.now());
  const agent: Agent = { ...newlyKept(desk.ids.next('agt'), input, at), deletedAt: null };
  const audit = await auditOf(desk, { noun: 'agent', id: agent.id, before: null, after: agent }, request);
  return untilSaved(async () => {
    const account = await desk.accounts.load();
    requireRole(input, account);
    requireMayGive(request.principal, null, standingOf(input, account));
    const owners = await ownersAfter(desk, agent.id, { from: null, to: agent.role });
    const invitation = invite ? invitationFor(desk, agent, request.principal) : null;
    const creation = { agent, presence: offlineSince(agent.id, at), owners, invitation };
    return { outcome: await desk.organisation.create(creation, { audit, keep: keep(agent) }), result: agent };
  });
}
