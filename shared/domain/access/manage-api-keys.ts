import type { ChangeRequest } from '../account/audit-entry.ts';
import { newlyKept, requireVersion } from '../account/configured-thing.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { auditOf, type OrganisationDesk, untilSaved } from '../agent/organisation-desk.ts';
import type { AgentRecord } from '../agent/organisation-store.ts';
import { toEpochMs, toInstant } from '../business-time/instant.ts';
import { type InputFault, Refusal } from '../refusal.ts';
import type { ApiKey, ApiKeyInput } from './api-key.ts';
import type { ApiKeyStore } from './api-key-store.ts';
import { requireMayActIn } from './give-department-role.ts';
import { requireMayGrant, requireMaySpeakFor, requireOwnerFor, type Standing } from './grant.ts';
import type { Principal } from './principal.ts';
import { narrowedBy } from './role.ts';
import { standingOf } from './standing.ts';

export interface ApiKeyDesk extends OrganisationDesk {
  readonly apiKeys: ApiKeyStore;
  readonly makeSecret: () => string;
}

interface Creation {
  readonly request: ChangeRequest;
  readonly input: ApiKeyInput;
  readonly keep: (key: ApiKey) => KeptAnswer | undefined;
}

/**
 * A key for an agent, with its secret, which nobody can read again. Refuses with `invalid` what the agent himself may
 * not do, and with `forbidden` what the one who asks may not.
 */
export async function createApiKey(
  desk: ApiKeyDesk,
  { request, input, keep }: Creation,
): Promise<{ readonly key: ApiKey; readonly secret: string }> {
  const expiresAt = input.expiresAt === null ? null : toInstant(Date.parse(input.expiresAt));
  const secret = desk.makeSecret();
  const at = toInstant(desk.now());
  const key: ApiKey = {
    ...newlyKept(desk.ids.next('key'), { ...input, expiresAt }, at),
    lastUsedAt: null,
  };
  const audit = await auditOf(desk, { noun: 'apiKey', id: key.id, before: null, after: key }, request);
  return untilSaved(async () => {
    const [holder, account] = await Promise.all([findHolder(desk, key.agentId), desk.accounts.load()]);
    const standing = standingOf(holder.agent, account);
    requireSound(key, standing, desk.now());
    requireMayHandOut(request.principal, key, { holder, standing });
    const outcome = await desk.apiKeys.create(key, secret, { audit, keep: keep(key) });
    return { outcome, result: { key, secret } };
  });
}

/** Whoever has the key acts as its agent: so far as the key goes, one must be allowed all of that oneself. */
function requireMayHandOut(
  principal: Principal,
  { permissions }: ApiKey,
  { holder: { agent, members }, standing }: { holder: AgentRecord; standing: Standing },
): void {
  const granted = narrowedBy(permissions, standing.permissions);
  if (principal.agentId === agent.id) requireMayGrant(principal, granted);
  else requireMaySpeakFor(principal, { ...standing, permissions: granted });
  requireMayActIn(principal, members, permissions);
}

async function findHolder({ organisation }: ApiKeyDesk, agentId: string): Promise<AgentRecord> {
  const record = await organisation.find(agentId);
  if (record !== undefined && record.agent.deletedAt === null) return record;
  return refuse([{ path: 'agentId', message: 'There is no such agent' }]);
}

function requireSound({ permissions, expiresAt }: ApiKey, standing: Standing, nowMs: number): void {
  const beyond = (permissions ?? []).flatMap((permission, position): InputFault[] =>
    standing.permissions.has(permission)
      ? []
      : [{ path: `permissions.${position}`, message: 'The agent may not do this' }],
  );
  const isPast = expiresAt !== null && toEpochMs(expiresAt) <= nowMs;
  const errors = [...beyond, ...(isPast ? [{ path: 'expiresAt', message: 'Lies in the past' }] : [])];
  if (errors.length > 0) refuse(errors);
}

function refuse(errors: readonly InputFault[]): never {
  throw new Refusal('invalid', 'The request has faults', { errors });
}

/** Refuses with `not-found`. */
export async function getApiKey({ apiKeys }: Pick<ApiKeyDesk, 'apiKeys'>, id: string): Promise<ApiKey> {
  const key = await apiKeys.find(id);
  if (key === undefined) throw new Refusal('not-found', 'There is no such API key.');
  return key;
}

/** From now on, and within half a minute where it was just used, the key opens nothing. */
export async function removeApiKey(
  desk: ApiKeyDesk,
  { id, request }: { id: string; request: ChangeRequest },
): Promise<void> {
  await untilSaved(async () => {
    const key = await getApiKey(desk, id);
    const holder = await desk.organisation.find(key.agentId);
    if (holder !== undefined) requireOwnerFor(request.principal, [holder.agent.role]);
    requireVersion(key.version, request.ifMatch);
    const audit = await auditOf(desk, { noun: 'apiKey', id: key.id, before: key, after: null }, request);
    return { outcome: await desk.apiKeys.remove(key, { audit }), result: null };
  });
}
