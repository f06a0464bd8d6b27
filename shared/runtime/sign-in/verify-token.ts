import { decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Issuer } from './issuer.ts';
import { openSigningKeys } from './signing-keys.ts';

/** What is wrong with a token, for the audit log; the client is told nothing of it. */
export type TokenFault =
  | 'token-too-long'
  | 'token-malformed'
  | 'token-type-not-accepted'
  | 'token-algorithm-not-accepted'
  | 'token-key-unknown'
  | 'token-signature-wrong'
  | 'token-issuer-wrong'
  | 'token-audience-wrong'
  | 'token-expired'
  | 'token-not-yet-valid'
  | 'token-claims-missing';

/** Who the issuer says that it is. */
export interface VerifiedToken {
  readonly subject: string;
  /** Null unless the issuer vouches for it. */
  readonly verifiedEmail: string | null;
  /** With the difference of clocks that we forgive. */
  readonly expiresAtMs: number;
}

export type Verification =
  | { readonly token: VerifiedToken; readonly fault: null }
  | { readonly token: null; readonly fault: TokenFault };

export type VerifyToken = (token: string) => Promise<Verification>;

const longestToken = 8_192;
const forgivenSeconds = 60;
/** Public keys only: with a shared secret, or none, whoever can check a token can make one. */
const algorithms = ['RS256', 'ES256', 'EdDSA'];
/** Other signed things of an issuer (logout notices, security events) are no proof of who asks. */
const types = new Set(['jwt', 'at+jwt', 'application/at+jwt']);

const faultByClaim = new Map<string, TokenFault>([
  ['iss', 'token-issuer-wrong'],
  ['aud', 'token-audience-wrong'],
  ['nbf', 'token-not-yet-valid'],
]);

const faultByCode = new Map<string, TokenFault>([
  [errors.JWTExpired.code, 'token-expired'],
  [errors.JOSEAlgNotAllowed.code, 'token-algorithm-not-accepted'],
  [errors.JWSSignatureVerificationFailed.code, 'token-signature-wrong'],
  [errors.JWKSNoMatchingKey.code, 'token-key-unknown'],
  [errors.JWKSMultipleMatchingKeys.code, 'token-key-unknown'],
]);

/** Told of a token before anybody is asked for keys. */
class PlainFault extends Error {
  readonly fault: TokenFault;

  constructor(fault: TokenFault) {
    super(fault);
    this.fault = fault;
  }
}

/** What is no fault of the token is thrown on. */
function toFault(error: unknown): TokenFault {
  if (error instanceof PlainFault) return error.fault;
  if (!(error instanceof errors.JOSEError)) throw error;
  if (error instanceof errors.JWTClaimValidationFailed) {
    return faultByClaim.get(error.claim) ?? 'token-claims-missing';
  }
  return faultByCode.get(error.code) ?? 'token-malformed';
}

function toVerified({ sub, exp, email, email_verified: isVerified }: JWTPayload): VerifiedToken | null {
  if (typeof sub !== 'string' || sub === '' || exp === undefined) return null;
  return {
    subject: sub,
    verifiedEmail: isVerified === true && typeof email === 'string' ? email : null,
    expiresAtMs: (exp + forgivenSeconds) * 1000,
  };
}

/** What the words of a token alone tell against it, whoever signed it. */
function plainFaultOf({ iss, aud, exp }: JWTPayload, issuer: Issuer, nowMs: number): TokenFault | null {
  if (iss !== issuer.address) return 'token-issuer-wrong';
  const isForUs = [aud ?? []].flat().some((audience) => issuer.audiences.includes(audience));
  if (!isForUs) return 'token-audience-wrong';
  const isExpired = typeof exp === 'number' && (exp + forgivenSeconds) * 1000 <= nowMs;
  return isExpired ? 'token-expired' : null;
}

/** A token that is bad anyway costs its issuer no question, and is refused while that does not answer. */
function askingForGoodOnes(findKey: JWTVerifyGetKey, issuer: Issuer, now: () => number): JWTVerifyGetKey {
  return (header, token) => {
    const fault = plainFaultOf(decodeJwt(`.${token.payload}.`), issuer, now());
    if (fault !== null) throw new PlainFault(fault);
    return findKey(header, token);
  };
}

const refuse = (fault: TokenFault): Verification => ({ token: null, fault });

async function verify(
  token: string,
  issuer: Issuer,
  { findKey, nowMs }: { findKey: JWTVerifyGetKey; nowMs: number },
): Promise<Verification> {
  const { payload, protectedHeader } = await jwtVerify(token, findKey, {
    algorithms,
    issuer: issuer.address,
    audience: [...issuer.audiences],
    clockTolerance: forgivenSeconds,
    currentDate: new Date(nowMs),
    requiredClaims: ['exp', 'sub'],
  });
  if (!types.has(protectedHeader.typ?.toLowerCase() ?? 'jwt')) return refuse('token-type-not-accepted');
  const verified = toVerified(payload);
  return verified === null ? refuse('token-claims-missing') : { token: verified, fault: null };
}

/**
 * Proves a token of the issuer (RFC 7519): signature, issuer, audience and times, by our clock. Throws `Unavailable`
 * where only the issuer's keys could tell, and it does not give them.
 * @param now epoch milliseconds.
 */
export function openTokenVerification(issuer: Issuer, now: () => number): VerifyToken {
  const findKey = askingForGoodOnes(openSigningKeys(issuer, now), issuer, now);
  return async (token) => {
    if (token.length > longestToken) return refuse('token-too-long');
    try {
      return await verify(token, issuer, { findKey, nowMs: now() });
    } catch (error) {
      return refuse(toFault(error));
    }
  };
}
