import { requireOwnerFor } from '../access/grant.ts';
import type { ChangeRequest } from '../account/audit-entry.ts';
import type { ConfigurationStore } from '../account/configuration-store.ts';
import { requireVersion } from '../account/configured-thing.ts';
import { requireUnused } from '../account/references.ts';
import { toInstant } from '../business-time/instant.ts';
import { auditOf, getAgentRecord, type OrganisationDesk, untilSaved } from './organisation-desk.ts';
import type { AgentRemoval } from './organisation-store.ts';
import { ownersAfter } from './owners.ts';

type Desk = OrganisationDesk & { readonly configuration: ConfigurationStore };

/**
 * He acts no more from now on; his tickets go back to distribution in the background, and his history stays.
 * Refuses with `in-use` while the configuration names him, and with `last-owner-stays`.
 */
export async function removeAgent(
  desk: Desk,
  { id, request }: { id: string; request: ChangeRequest },
): Promise<void> {
  await untilSaved(async () => {
    const [record, configuration] = await Promise.all([getAgentRecord(desk, id), desk.configuration.load()]);
    const { agent, members } = record;
    requireOwnerFor(request.principal, [agent.role]);
    requireVersion(agent.version, request.ifMatch);
    requireUnused(configuration, { to: 'agent', id });
    const at = toInstant(desk.now());
    const removal: AgentRemoval = {
      before: agent,
      after: { ...agent, version: agent.version + 1, updatedAt: at, deletedAt: at },
      owners: await ownersAfter(desk, agent.id, { from: agent.role, to: null }),
      members,
      decidedOn: configuration.version,
    };
    const audit = await auditOf(desk, { noun: 'agent', id: agent.id, before: agent, after: null }, request);
    return { outcome: await desk.organisation.remove(removal, { audit }), result: null };
  });
}
