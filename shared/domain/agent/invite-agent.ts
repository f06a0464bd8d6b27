import type { Principal } from '../access/principal.ts';
import type { ChangeRequest } from '../account/audit-entry.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import type { AgentId } from '../ids.ts';
import { type Unsent, unsentSafetySeconds } from '../outbound/unsent.ts';
import type { Agent } from './agent.ts';
import { auditOf, getAgentRecord, type OrganisationDesk, untilSaved } from './organisation-desk.ts';

export interface InvitingDesk extends OrganisationDesk {
  /** Where the account is reached: the mail leads there. */
  readonly publicUrl: string;
}

/** A mail to an agent that says where the desk is; it opens nothing by itself. */
export function invitationFor(
  desk: Pick<InvitingDesk, 'ids' | 'now' | 'publicUrl'>,
  { id }: Pick<Agent, 'id'>,
  principal: Principal,
): Unsent {
  const at = toInstant(desk.now());
  return {
    lane: id,
    order: `${at}#${desk.ids.next('ntc')}`,
    ticketId: null,
    what: { kind: 'invitation', agentId: id, invitedBy: principal.name, url: desk.publicUrl },
    attempts: 0,
    nextAt: toInstant(toEpochMs(at) + unsentSafetySeconds * 1000),
  };
}

export interface Invited {
  readonly agentId: AgentId;
  readonly email: string;
  readonly invitedAt: Instant;
}

interface Inviting {
  readonly id: string;
  readonly request: ChangeRequest;
  readonly keep: (invited: Invited) => KeptAnswer | undefined;
}

/** Sends the invitation, as often as it is asked for. */
export function inviteAgent(desk: InvitingDesk, { id, request, keep }: Inviting): Promise<Invited> {
  return untilSaved(async () => {
    const { agent } = await getAgentRecord(desk, id);
    const invited = { agentId: agent.id, email: agent.email, invitedAt: toInstant(desk.now()) };
    const told = {
      noun: 'agent',
      id: agent.id,
      before: {},
      after: { invitedAt: invited.invitedAt },
    } as const;
    const audit = await auditOf(desk, told, request);
    const invitation = invitationFor(desk, agent, request.principal);
    const outcome = await desk.organisation.invite(agent, invitation, { audit, keep: keep(invited) });
    return { outcome, result: invited };
  });
}
