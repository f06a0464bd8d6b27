import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What the local services' clients sign with. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

interface LinkRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const malformed: LinkRefusal = {
  status: 400,
  code: 'AuthorizationQueryParametersError',
  message: 'Query-string authentication requires the Signature, Credential, Date and Expires parameters.',
};
const expired: LinkRefusal = { status: 403, code: 'AccessDenied', message: 'Request has expired' };
const forged: LinkRefusal = {
  status: 403,
  code: 'SignatureDoesNotMatch',
  message: 'The request signature we calculated does not match the signature you provided.',
};

export function isPresigned(query: URLSearchParams): boolean {
  return query.has('X-Amz-Signature') || query.has('X-Amz-Expires');
}

/** A link holds as it was signed, and for as long as it says after that, by the platform clock. */
export function refusePresigned(request: IncomingMessage, query: URLSearchParams, nowMs: number) {
  const signedAtMs = parseSigningMoment(query.get('X-Amz-Date') ?? '');
  const seconds = Number(query.get('X-Amz-Expires') ?? Number.NaN);
  const signature = query.get('X-Amz-Signature');
  if (signature === null || Number.isNaN(signedAtMs) || !(seconds >= 1 && seconds <= 604_800))
    return malformed;
  if (nowMs > signedAtMs + seconds * 1000) return expired;
  return signature === computeSignature(request, query) ? undefined : forged;
}

/** `20260102T030405Z`. */
function parseSigningMoment(text: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) return Number.NaN;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** AWS Signature Version 4 with the signature in the query. */
function computeSignature(request: IncomingMessage, query: URLSearchParams): string {
  const [path = '', queryText = ''] = (request.url ?? '').split('?', 2);
  const names = (query.get('X-Amz-SignedHeaders') ?? '').split(';');
  const canonical = [
    request.method,
    path,
    toCanonicalQuery(queryText),
    ...names.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}`),
    '',
    names.join(';'),
    query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
  ].join('\n');
  const [, ...scope] = (query.get('X-Amz-Credential') ?? '').split('/');
  const digest = createHash('sha256').update(canonical).digest('hex');
  const text = ['AWS4-HMAC-SHA256', query.get('X-Amz-Date'), scope.join('/'), digest].join('\n');
  const key = scope.reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${localCredentials.secretAccessKey}`,
  );
  return createHmac('sha256', key).update(text).digest('hex');
}

function toCanonicalQuery(queryText: string): string {
  const parts = queryText.split('&').filter((part) => !part.startsWith('X-Amz-Signature='));
  return parts.sort((a, b) => (toSortable(a) < toSortable(b) ? -1 : 1)).join('&');
}

/** Orders by name before value: `=` must not sort after the signs that may stand in a name. */
function toSortable(part: string): string {
  return part.replace('=', '\0');
}
