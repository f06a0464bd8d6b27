import type { Role } from '../access/principal.ts';
import type { AgentId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { OrganisationStore, OwnersChange } from './organisation-store.ts';

/**
 * What a change of role does to the list of owners; null when it does nothing. Refuses with `last-owner-stays`.
 * @param to null when he goes.
 */
export async function ownersAfter(
  { organisation }: { organisation: OrganisationStore },
  agentId: AgentId,
  { from, to }: { from: Role | null; to: Role | null },
): Promise<OwnersChange | null> {
  const [was, becomes] = [from === 'owner', to === 'owner'];
  if (was === becomes) return null;
  const before = await organisation.listOwnerIds();
  const others = before.filter((id) => id !== agentId);
  if (becomes) return { before, after: [...others, agentId] };
  if (others.length > 0) return { before, after: others };
  throw new Refusal('last-owner-stays', 'He is the last owner; make another one first.');
}
