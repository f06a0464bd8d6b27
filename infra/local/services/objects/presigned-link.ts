export function isPresigned(query: URLSearchParams): boolean {
  return query.has('X-Amz-Signature') || query.has('X-Amz-Expires');
}

/** A link holds for as long as it says after it was signed, by the platform clock. */
export function refusePresigned(query: URLSearchParams, nowMs: number) {
  const signedAtMs = parseSigningMoment(query.get('X-Amz-Date') ?? '');
  const seconds = Number(query.get('X-Amz-Expires') ?? Number.NaN);
  if (!query.has('X-Amz-Signature') || Number.isNaN(signedAtMs) || !(seconds >= 1 && seconds <= 604_800)) {
    return {
      status: 400,
      code: 'AuthorizationQueryParametersError',
      message: 'Query-string authentication requires the Signature, Date and Expires parameters.',
    };
  }
  if (nowMs > signedAtMs + seconds * 1000) {
    return { status: 403, code: 'AccessDenied', message: 'Request has expired' };
  }
  return undefined;
}

/** `20260102T030405Z`. */
function parseSigningMoment(text: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) return Number.NaN;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
