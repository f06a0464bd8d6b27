import type { ApiKey } from '#shared/domain/access/api-key.ts';
import type { Principal } from '#shared/domain/access/principal.ts';
import { SignInRefused } from '#shared/domain/access/sign-in.ts';
import { isInNetworks } from '#shared/runtime/networks.ts';

/** Half of the minute within which a change of role, scope, membership or a revoked key takes effect. */
const keptMs = 30_000;
const mostKept = 1_000;

/** Who may enter with a key or token, as it was found. */
export interface Holder {
  readonly principal: Principal;
  /** Null: he came with a token. */
  readonly key: ApiKey | null;
  readonly expiresAtMs: number | null;
  readonly readAtMs: number;
}

/** Refuses what has expired or comes from elsewhere, also where the holder was just found. */
export function admit({ key, principal, expiresAtMs }: Holder, sourceIp: string, nowMs: number): Principal {
  if (expiresAtMs !== null && expiresAtMs <= nowMs) {
    throw new SignInRefused(key === null ? 'token-expired' : 'key-expired', principal);
  }
  const networks = key?.allowedNetworks ?? [];
  if (networks.length > 0 && !isInNetworks(sourceIp, networks)) {
    throw new SignInRefused('network-not-allowed', principal);
  }
  return principal;
}

/** What an instance found it keeps for half a minute of the platform clock. */
export class KeptHolders {
  readonly #holderByDigest = new Map<string, Holder>();

  find(digest: string, nowMs: number): Holder | undefined {
    const known = this.#holderByDigest.get(digest);
    if (known !== undefined && nowMs - known.readAtMs < keptMs) return known;
    this.#holderByDigest.delete(digest);
    return undefined;
  }

  keep(digest: string, holder: Holder): void {
    if (this.#holderByDigest.size >= mostKept) this.#forgetOldest();
    this.#holderByDigest.set(digest, holder);
  }

  #forgetOldest(): void {
    for (const digest of this.#holderByDigest.keys()) {
      this.#holderByDigest.delete(digest);
      return;
    }
  }
}
