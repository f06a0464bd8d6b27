import type { TokenFault } from '#shared/runtime/sign-in/verify-token.ts';
import type { AuditEntry, ChangeRequest } from '../account/audit-entry.ts';
import type { Instant } from '../business-time/instant.ts';
import type { AgentId, Ids } from '../ids.ts';
import { Refusal } from '../refusal.ts';

/** Why a key or a token opens nothing; told to the audit log only. */
export type SignInFault =
  | 'key-unknown'
  | 'key-too-long'
  | 'key-expired'
  | 'network-not-allowed'
  | 'agent-deleted'
  | 'agent-unknown'
  | 'email-not-verified'
  | 'subject-differs'
  | TokenFault;

/** Whose key or address it is, as far as one knows. */
export interface SignInSuspect {
  readonly agentId: string | null;
  readonly keyId: string | null;
}

/** Nobody is let in, and who asks is not told why. */
export class SignInRefused extends Refusal {
  readonly fault: SignInFault;
  readonly suspect: SignInSuspect;

  constructor(fault: SignInFault, { agentId = null, keyId = null }: Partial<SignInSuspect> = {}) {
    super('unauthorized', 'This key or token is not valid here.');
    this.fault = fault;
    this.suspect = { agentId, keyId };
  }
}

export type CredentialKind = 'apiKey' | 'token';

/** What was shown at the door. */
export interface Credential {
  readonly kind: CredentialKind;
  /** The first characters of its hash: tells two apart, and opens nothing. */
  readonly fingerprint: string;
  readonly sourceIp: string;
}

interface SignInContext {
  readonly at: Instant;
  readonly ids: Ids;
  readonly retentionDays: number;
}

export function refusedSignIn(
  { fault, suspect }: SignInRefused,
  { kind, fingerprint, sourceIp }: Credential,
  { at, ids, retentionDays }: SignInContext,
): AuditEntry {
  return {
    id: ids.next('aud'),
    at,
    ...suspect,
    sourceIp,
    action: 'signIn.refused',
    resourceId: fingerprint,
    before: null,
    after: { credential: kind, reason: fault },
    retentionDays,
  };
}

/** What an agent is known by from his first token on. */
export interface Subject {
  readonly agentId: AgentId;
  readonly issuer: string;
  readonly subject: string;
}

/** Who signs in by tokens has no key: in the audit log and in timelines this stands for one. */
export const keyIdOfTokens = (agentId: string) => `oidc:${agentId}`;

export function boundSubject(
  { agentId, issuer, subject }: Subject,
  { sourceIp }: { sourceIp: string },
  { at, ids, retentionDays }: SignInContext,
): AuditEntry {
  return {
    id: ids.next('aud'),
    at,
    agentId,
    keyId: keyIdOfTokens(agentId),
    sourceIp,
    action: 'signIn.bound',
    resourceId: agentId,
    before: null,
    after: { issuer, subject },
    retentionDays,
  };
}

/** @param subjects of one agent. */
export function unboundSubjects(
  subjects: readonly Subject[],
  { principal, sourceIp }: Pick<ChangeRequest, 'principal' | 'sourceIp'>,
  { at, ids, retentionDays }: SignInContext,
): AuditEntry {
  const [first] = subjects;
  return {
    id: ids.next('aud'),
    at,
    agentId: principal.agentId,
    keyId: principal.keyId,
    sourceIp,
    action: 'signIn.unbound',
    resourceId: first?.agentId ?? '',
    before: { subjects: subjects.map(({ issuer, subject }) => ({ issuer, subject })) },
    after: null,
    retentionDays,
  };
}
