import { authorise } from '../access/authorise.ts';
import type { Principal } from '../access/principal.ts';
import { toEpochMs, toInstant } from '../business-time/instant.ts';
import { Refusal } from '../refusal.ts';
import { type OrganisationDesk, requireLiving, untilSaved } from './organisation-desk.ts';
import type { AgentRecord } from './organisation-store.ts';
import type { Presence, PresenceInput } from './presence.ts';
import type { PresenceStore } from './presence-store.ts';

type Desk = Pick<OrganisationDesk, 'organisation' | 'now'> & { readonly presences: PresenceStore };

interface Wanted {
  readonly principal: Principal;
  readonly agentId: string;
  readonly input: PresenceInput;
}

/**
 * Online, on a break (with an end, at which it ends by itself) or offline. Others' presence is for those who manage
 * presences, and for supervisors of a department of theirs.
 */
export function changePresence(desk: Desk, { principal, agentId, input }: Wanted): Promise<AgentRecord> {
  return untilSaved(async () => {
    const record = await findAllowed(desk, principal, agentId);
    const before = record.presence;
    const after = withState(before, input, desk.now());
    const outcome = await desk.presences.save({ before, after });
    return { outcome, result: { ...record, presence: after } };
  });
}

/** Whoever may not is told so before he is told who is there. */
async function findAllowed(desk: Desk, principal: Principal, agentId: string): Promise<AgentRecord> {
  const record = await desk.organisation.find(agentId);
  const departmentIds = record?.presence.departmentIds ?? [];
  authorise(principal, 'presence.manage', { kind: 'agent', agentId, departmentIds });
  return requireLiving(record);
}

function withState(before: Presence, { state, reason, until }: PresenceInput, nowMs: number): Presence {
  const endsAt = until === null ? null : toInstant(Date.parse(until));
  if (endsAt !== null && toEpochMs(endsAt) <= nowMs) {
    const errors = [{ path: 'until', message: 'Lies in the past' }];
    throw new Refusal('invalid', 'The request has faults', { errors });
  }
  const since = before.state === state ? before.since : toInstant(nowMs);
  return { ...before, state, reason, until: endsAt, since };
}
