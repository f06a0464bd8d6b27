import { requireMayActIn } from '../access/give-department-role.ts';
import { requireMaySpeakFor } from '../access/grant.ts';
import { type Subject, unboundSubjects } from '../access/sign-in.ts';
import { standingOf } from '../access/standing.ts';
import type { AuditEntry, ChangeRequest } from '../account/audit-entry.ts';
import { requireVersion } from '../account/configured-thing.ts';
import { toInstant } from '../business-time/instant.ts';
import { Refusal } from '../refusal.ts';
import { getAgentRecord, type OrganisationDesk, untilSaved } from './organisation-desk.ts';

export interface SubjectStore {
  /** By which he is known, one for each issuer that ever let him in; consistent. */
  list(agentId: string): Promise<readonly Subject[]>;
  /** All of them or none. */
  unbind(subjects: readonly Subject[], audit: AuditEntry): Promise<'saved' | 'changed-meanwhile'>;
}

type Desk = OrganisationDesk & { readonly subjects: SubjectStore };

/**
 * An agent is known by no subject any more: his next token with a verified mail address binds anew. Whoever reads mail
 * there becomes him, so that one must be allowed all that he may. Refuses with `not-found` who is not bound.
 */
export async function unbindSubject(
  desk: Desk,
  { id, request }: { id: string; request: ChangeRequest },
): Promise<void> {
  const { principal } = request;
  await untilSaved(async () => {
    const [{ agent, members }, subjects, account] = await Promise.all([
      getAgentRecord(desk, id),
      desk.subjects.list(id),
      desk.accounts.load(),
    ]);
    if (principal.agentId !== agent.id) {
      requireMaySpeakFor(principal, standingOf(agent, account));
      requireMayActIn(principal, members, null);
    }
    requireVersion(agent.version, request.ifMatch);
    if (subjects.length === 0) throw new Refusal('not-found', 'He is known by no subject of an issuer.');
    const at = toInstant(desk.now());
    const retentionDays = account.settings.auditRetentionDays;
    const audit = unboundSubjects(subjects, request, { at, ids: desk.ids, retentionDays });
    return { outcome: await desk.subjects.unbind(subjects, audit), result: null };
  });
}
