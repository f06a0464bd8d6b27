import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { Unavailable } from '../unavailable.ts';
import type { Issuer } from './issuer.ts';

/** A key that the issuer took back opens nothing after this time. */
const keptMs = 5 * 60_000;
/** While the issuer does not answer, its last known keys go on for this long. */
const outlastedMs = 24 * 3_600_000;
/** How often an unknown key makes us ask again: anybody can invent key ids. */
const askedForUnknownMs = 60_000;
/** How long after a failed question the next one may follow. */
const pauseMs = 5_000;
const patienceMs = 3_000;

const Description = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });
const KeySet = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

interface KnownKeys {
  readonly find: JWTVerifyGetKey;
  readonly readAtMs: number;
}

async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(address, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  return response.json();
}

async function findKeysAddress({ address, keysAddress }: Issuer): Promise<string> {
  if (keysAddress !== null) return keysAddress;
  const path = '/.well-known/openid-configuration';
  const description = Description.parse(await fetchJson(`${address.replace(/\/$/, '')}${path}`));
  if (description.issuer !== address) throw new Error('it describes another issuer');
  return description.jwks_uri;
}

async function readKeys(issuer: Issuer): Promise<JWTVerifyGetKey> {
  const keySet = KeySet.parse(await fetchJson(await findKeysAddress(issuer)));
  return createLocalJWKSet(keySet as JSONWebKeySet);
}

/** The public keys of an issuer, as this instance knows them. */
class SigningKeys {
  readonly #issuer: Issuer;
  readonly #now: () => number;
  #known: KnownKeys | null = null;
  #asking: Promise<void> | null = null;
  #askedForUnknownAtMs = Number.NEGATIVE_INFINITY;
  #failedAtMs = Number.NEGATIVE_INFINITY;
  #fault: unknown;

  constructor(issuer: Issuer, now: () => number) {
    this.#issuer = issuer;
    this.#now = now;
  }

  readonly find: JWTVerifyGetKey = async (header, token) => {
    const known = await this.#current();
    try {
      return await known.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !this.#mayAskForUnknown()) throw error;
      this.#askedForUnknownAtMs = this.#now();
      await this.#ask();
      return (this.#known ?? known).find(header, token);
    }
  };

  #mayAskForUnknown(): boolean {
    return this.#now() - this.#askedForUnknownAtMs >= askedForUnknownMs;
  }

  async #current(): Promise<KnownKeys> {
    if (this.#ageMs() >= keptMs && this.#now() - this.#failedAtMs >= pauseMs) await this.#ask();
    if (this.#known !== null && this.#ageMs() < outlastedMs) return this.#known;
    throw new Unavailable('The issuer of tokens does not give its keys', pauseMs / 1000, {
      cause: this.#fault,
    });
  }

  #ageMs(): number {
    return this.#known === null ? Number.POSITIVE_INFINITY : this.#now() - this.#known.readAtMs;
  }

  /** Requests that come meanwhile wait for the same answer. */
  #ask(): Promise<void> {
    this.#asking ??= this.#askOnce().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** What was known stays when the issuer does not answer. */
  async #askOnce(): Promise<void> {
    try {
      this.#known = { find: await readKeys(this.#issuer), readAtMs: this.#now() };
    } catch (error) {
      this.#fault = error;
      this.#failedAtMs = this.#now();
    }
  }
}

/**
 * Finds the key of a token by its id. A rotated key is found at once, but the issuer is asked for unknown ids at most
 * once a minute. Throws `Unavailable` (a fault, not the client's) while the issuer never answered.
 */
export function openSigningKeys(issuer: Issuer, now: () => number): JWTVerifyGetKey {
  return new SigningKeys(issuer, now).find;
}
