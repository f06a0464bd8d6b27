import type { Presence } from './presence.ts';

/** A presence as an agent sets it: what is on his plate stays as it is. */
export type PresenceState = Pick<Presence, 'agentId' | 'state' | 'reason' | 'until' | 'since'>;

export interface PresenceStore {
  /** Only over the state that it was decided on, because `since` follows from that. */
  save(change: { before: PresenceState; after: PresenceState }): Promise<'saved' | 'changed-meanwhile'>;
}
