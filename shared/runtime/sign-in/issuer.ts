import type { Environment } from '../environment.ts';

/** Whose tokens open this desk, besides its own API keys. */
export interface Issuer {
  /** As it stands in its tokens (`iss`), to the letter. */
  readonly address: string;
  /** Clients of the issuer whose tokens are meant for us (`aud`): any of them. */
  readonly audiences: readonly string[];
  /** Where its public keys are; null asks the issuer's own description. */
  readonly keysAddress: string | null;
}

export type IssuerEnvironment = Environment<'oidcIssuer' | 'oidcAudience' | 'oidcJwksUri'>;

/** Null where no issuer is configured. Throws when half of one is: nobody could sign in, and nobody would know why. */
export function issuerOf({ oidcIssuer, oidcAudience, oidcJwksUri }: IssuerEnvironment): Issuer | null {
  if (oidcIssuer === null) return null;
  if (oidcAudience.length === 0) throw new Error('OIDC_ISSUER is set, but OIDC_AUDIENCE is not');
  return { address: oidcIssuer, audiences: oidcAudience, keysAddress: oidcJwksUri };
}
