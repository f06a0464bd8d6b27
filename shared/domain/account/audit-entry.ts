import type { Principal } from '../access/principal.ts';
import type { Instant } from '../business-time/instant.ts';
import type { Ids } from '../ids.ts';

/** What can be configured or managed, by the word of the audit log. */
export type AuditedNoun =
  | 'settings'
  | 'department'
  | 'calendar'
  | 'level'
  | 'source'
  | 'slaRule'
  | 'rule'
  | 'timeRule'
  | 'customStatus'
  | 'customField'
  | 'tag'
  | 'template'
  | 'cannedMessage'
  | 'agent'
  | 'member'
  | 'apiKey'
  | 'customer'
  | 'role'
  | 'closedDepartment'
  | 'webhookSubscription';

export type AuditAction =
  | `${AuditedNoun}.${'created' | 'changed' | 'deleted'}`
  /** Somebody was not let in. */
  | 'signIn.refused'
  /** An agent's first token: from now on he is known by its subject. */
  | 'signIn.bound'
  /** Work that goes on after its request: what is to be done, and what came of it. */
  | 'job.started'
  | 'job.ended'
  /** A rating was taken out of the reports. */
  | 'rating.invalidated'
  /** He is known by it no more. */
  | 'signIn.unbound'
  | 'ticket.deleted'
  /** By itself, when its time had come. */
  | 'ticket.purged'
  | 'customer.erased'
  | 'customer.merged'
  /** Rules got other numbers, all at once. */
  | `${'rule' | 'timeRule' | 'slaRule'}.ordered`
  | 'audit.exported'
  | 'agents.exported'
  | 'slaLog.exported';

type Fields = Readonly<Record<string, unknown>>;

/** One line of the audit log: who changed what, through which key and from where. Never a secret. */
export interface AuditEntry {
  readonly id: `aud_${string}`;
  readonly at: Instant;
  /** Null where nobody knows who it was, and where the system did it. */
  readonly agentId: string | null;
  readonly keyId: string | null;
  /** `internal` where the system did it. */
  readonly sourceIp: string;
  readonly action: AuditAction;
  readonly resourceId: string;
  /** Of a change only the fields that differ; null where there was nothing, or is nothing any more. */
  readonly before: Fields | null;
  readonly after: Fields | null;
  /** How long the account keeps it. */
  readonly retentionDays: number;
}

/** An agent's request for a change: who, from where, and the version that he saw (null: whichever). */
export interface ChangeRequest {
  readonly principal: Principal;
  readonly sourceIp: string;
  readonly ifMatch: number | null;
}

export interface Audited {
  readonly noun: AuditedNoun;
  readonly id: string;
  readonly before: object | null;
  readonly after: object | null;
}

interface AuditContext {
  readonly at: Instant;
  readonly ids: Ids;
  readonly retentionDays: number;
}

/** Who does it, and from where. */
interface Doing {
  readonly principal: Pick<AuditEntry, 'agentId' | 'keyId'>;
  readonly sourceIp: string;
}

export function auditEntryOf(
  { noun, id, before, after }: Audited,
  { principal, sourceIp }: Doing,
  { at, ids, retentionDays }: AuditContext,
): AuditEntry {
  return {
    id: ids.next('aud'),
    at,
    agentId: principal.agentId,
    keyId: principal.keyId,
    sourceIp,
    action: `${noun}.${before === null ? 'created' : after === null ? 'deleted' : 'changed'}`,
    resourceId: id,
    before: differing(before, after),
    after: differing(after, before),
    retentionDays,
  };
}

function differing(one: object | null, other: object | null): Fields | null {
  if (one === null || other === null) return one === null ? null : { ...one };
  const others = new Map(Object.entries(other));
  return Object.fromEntries(Object.entries(one).filter(([name, value]) => !isAlike(value, others.get(name))));
}

/** By content: the table gives fields back in an order of its own. */
export function isAlike(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  const [fields, others] = [Object.entries(one), new Map(Object.entries(other))];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    fields.length === others.size &&
    fields.every(([name, value]) => others.has(name) && isAlike(value, others.get(name)))
  );
}
