import { createHash } from 'node:crypto';
import { Refusal } from '#shared/domain/refusal.ts';
import type { Idempotency, Request } from './call.ts';
import type { Content } from './read-body.ts';

const versionTag = /^(?:W\/)?"(\d{1,15})"$/;
const idempotencyKey = /^[\x21-\x7e]{1,255}$/;

function refuseHeader(path: string, message: string): never {
  throw new Refusal('invalid', `The header ${path} has faults`, { errors: [{ path, message }] });
}

/** The version that the client saw; null when it does not care (`*` or nothing). */
export function readIfMatch(headers: ReadonlyMap<string, string>): number | null {
  const text = headers.get('if-match')?.trim();
  if (text === undefined || text === '*') {
    return null;
  }
  const version = versionTag.exec(text)?.[1];
  return version === undefined ? refuseHeader('If-Match', 'Expected an ETag such as "7"') : Number(version);
}

/** The same whatever order the fields came in, so that a client may serialize its retry anew. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(canonical);
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(fields.map(([name, inner]) => [name, canonical(inner)]));
  }
  return value;
}

export function readIdempotency(request: Request, content: Content): Idempotency | null {
  const key = request.headers.get('idempotency-key')?.trim();
  if (key === undefined) {
    return null;
  }
  if (!idempotencyKey.test(key)) {
    refuseHeader('Idempotency-Key', 'Expected 1 to 255 visible ASCII characters');
  }
  const body = content.parsed ? JSON.stringify(canonical(content.value)) : request.raw;
  const hash = createHash('sha256').update(`${request.method} ${request.path}\n`).update(body);
  return { key, bodyHash: hash.digest('base64url') };
}
