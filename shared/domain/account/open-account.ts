import type { ApiKey } from '../access/api-key.ts';
import type { Agent } from '../agent/agent.ts';
import { AgentInput } from '../agent/agent.ts';
import type { Presence } from '../agent/presence.ts';
import type { Instant } from '../business-time/instant.ts';
import { toInstant } from '../business-time/instant.ts';
import { type Department, DepartmentInput } from '../department/department.ts';
import { type AgentId, defaultDepartmentId, type Ids } from '../ids.ts';
import { defaultSettings, type Settings } from './settings.ts';

/** What an account begins with. */
export interface FirstThings {
  readonly settings: Settings;
  readonly department: Department;
  readonly owner: Agent;
  readonly presence: Presence;
  readonly key: ApiKey;
}

export interface AccountOpening {
  /** All or nothing, and only where there is no account yet. */
  open(things: FirstThings, secret: string): Promise<'opened' | 'exists'>;
  /** Consistent. */
  isKnownKey(secret: string): Promise<boolean>;
  listOwnerIds(): Promise<readonly AgentId[]>;
  addKey(key: ApiKey, secret: string): Promise<void>;
}

interface Desk {
  readonly opening: AccountOpening;
  readonly ids: Ids;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly makeSecret: () => string;
}

/**
 * Opens the account at the first start: settings, default department, owner and his key. Later, or for whoever comes
 * second, nothing changes, except that a key that was asked for and is not known becomes one more of the owner's.
 * @returns the owner's key when this made or added it, else null.
 */
export async function openAccount(
  desk: Desk,
  wanted: { readonly ownerKey?: string | undefined },
): Promise<{ readonly ownerKey: string | null }> {
  const ownerKey = wanted.ownerKey ?? desk.makeSecret();
  const outcome = await desk.opening.open(firstThings(desk), ownerKey);
  if (outcome === 'opened') return { ownerKey };
  if (wanted.ownerKey === undefined || (await desk.opening.isKnownKey(wanted.ownerKey))) {
    return { ownerKey: null };
  }
  const [ownerId] = await desk.opening.listOwnerIds();
  if (ownerId === undefined) throw new Error('the account has no owner');
  await desk.opening.addKey(ownerKeyFor(ownerId, desk), ownerKey);
  return { ownerKey };
}

const begun = (at: Instant) => ({ version: 1, createdAt: at, updatedAt: at });

function firstThings(desk: Desk): FirstThings {
  const at = toInstant(desk.now());
  const owner: Agent = {
    // A mail to this address goes nowhere (RFC 6761) until the owner says where he reads.
    ...AgentInput.parse({ name: 'Owner', email: 'owner@smista.invalid', role: 'owner' }),
    ...begun(at),
    id: desk.ids.next('agt'),
    deletedAt: null,
  };
  return {
    settings: { ...defaultSettings, ...begun(at), id: 'settings' },
    department: { ...DepartmentInput.parse({ name: 'Default' }), ...begun(at), id: defaultDepartmentId },
    owner,
    presence: offlineSince(owner.id, at),
    key: ownerKeyFor(owner.id, desk),
  };
}

function ownerKeyFor(agentId: AgentId, desk: Desk): ApiKey {
  return {
    name: 'Owner',
    agentId,
    permissions: null,
    expiresAt: null,
    allowedNetworks: [],
    ...begun(toInstant(desk.now())),
    id: desk.ids.next('key'),
    lastUsedAt: null,
  };
}

/** How a new agent begins. */
export function offlineSince(agentId: AgentId, since: Instant): Presence {
  return {
    agentId,
    state: 'offline',
    reason: null,
    until: null,
    since,
    ticketLoad: 0,
    departmentIds: [],
    lastAssignedAt: {},
  };
}
