import { requireOwnerFor } from '../access/grant.ts';
import type { ChangeRequest } from '../account/audit-entry.ts';
import type { ConfigurationStore } from '../account/configuration-store.ts';
import { requireVersion } from '../account/configured-thing.ts';
import { requireUnused } from '../account/references.ts';
import { toInstant } from '../business-time/instant.ts';
import { Refusal } from '../refusal.ts';
import { auditOf, getAgentRecord, type OrganisationDesk, untilSaved } from './organisation-desk.ts';
import type { AgentRecord, AgentRemoval } from './organisation-store.ts';
import { ownersAfter } from './owners.ts';

type Desk = OrganisationDesk & { readonly configuration: ConfigurationStore };

/** Refuses with `in-use` while tickets wait for him or the configuration names him, and with `last-owner-stays`. */
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
    requireNoTickets(record);
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

function requireNoTickets({ presence }: AgentRecord): void {
  if (presence.ticketLoad === 0) return;
  throw new Refusal(
    'in-use',
    `${presence.ticketLoad} tickets wait for this agent; assign them to others first.`,
  );
}
