import type { Principal } from '#shared/domain/access/principal.ts';
import { SignInRefused } from '#shared/domain/access/sign-in.ts';
import { makeCode } from '#shared/domain/ticket/code.ts';
import type { Authenticate } from '#shared/lambda/admission.ts';
import { openIds } from '#shared/runtime/ids.ts';
import type { Issuer } from '#shared/runtime/sign-in/issuer.ts';
import { admit, KeptHolders } from './holder.ts';
import { findKeyHolder, rememberUse } from './key-sign-in.ts';
import * as keys from './keys.ts';
import { openSignInRecords, type SignInRecords } from './sign-in-records.ts';
import type { Table } from './table.ts';
import { looksLikeToken, openTokenSignIn } from './token-sign-in.ts';

const fingerprintLetters = 8;

class Authentication {
  readonly #table: Table;
  readonly #now: () => number;
  readonly #records: SignInRecords;
  readonly #tokens: ReturnType<typeof openTokenSignIn> | null;
  readonly #kept = new KeptHolders();

  constructor(table: Table, now: () => number, issuer: Issuer | null) {
    this.#table = table;
    this.#now = now;
    this.#records = openSignInRecords(table, { now, ids: openIds(now, makeCode) });
    this.#tokens = issuer && openTokenSignIn(table, issuer, { records: this.#records, now });
  }

  readonly authenticate: Authenticate = async (secret, { sourceIp }) => {
    const digest = keys.digestOfApiKey(secret);
    try {
      return await this.#admit({ secret, digest, sourceIp });
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error;
      const kind = this.#tokensFor(secret) === null ? 'apiKey' : 'token';
      await this.#records.refused(error, {
        kind,
        fingerprint: digest.slice(0, fingerprintLetters),
        sourceIp,
      });
      throw error;
    }
  };

  async #admit(shown: { secret: string; digest: string; sourceIp: string }): Promise<Principal> {
    const { secret, digest, sourceIp } = shown;
    const known = this.#kept.find(digest, this.#now());
    if (known !== undefined) return admit(known, sourceIp, this.#now());
    const tokens = this.#tokensFor(secret);
    const finding = tokens?.find(secret, sourceIp) ?? findKeyHolder(this.#table, secret, this.#now());
    const holder = await finding;
    const principal = admit(holder, sourceIp, this.#now());
    this.#kept.keep(digest, holder);
    if (holder.key !== null) await rememberUse(this.#table, holder.key, this.#now());
    return principal;
  }

  #tokensFor(secret: string) {
    return looksLikeToken(secret) ? this.#tokens : null;
  }
}

/** Who holds an API key or, where an issuer is configured, a token of it. Who is refused stands in the audit log. */
export function openAuthentication(
  table: Table,
  now: () => number,
  issuer: Issuer | null = null,
): Authenticate {
  return new Authentication(table, now, issuer).authenticate;
}
