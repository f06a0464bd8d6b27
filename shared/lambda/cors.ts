/** What a browser may read beyond the body, and what it may send. */
const exposed = 'ETag, Location, Retry-After, X-Request-Id';
const allowed = 'Authorization, apikey, Content-Type, Idempotency-Key, If-Match';
const preflightSeconds = 600;

/** Headers for a browser of `origin`; none for an origin that is not allowed. Keys travel in headers, never in cookies. */
export function corsHeaders(origin: string, origins: readonly string[]): Record<string, string> {
  const any = origins.includes('*');
  if (!any && !origins.includes(origin)) {
    return { vary: 'Origin' };
  }
  return {
    vary: 'Origin',
    'access-control-allow-origin': any ? '*' : origin,
    'access-control-expose-headers': exposed,
  };
}

export function preflightHeaders(methods: readonly string[]): Record<string, string> {
  return {
    allow: methods.join(', '),
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': allowed,
    'access-control-max-age': String(preflightSeconds),
  };
}
