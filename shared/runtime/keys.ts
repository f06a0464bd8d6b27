import { hkdfSync } from 'node:crypto';

export interface DerivedKey {
  /** Of the master key: everything signed carries it. */
  readonly id: string;
  readonly key: Uint8Array;
}

/** Keys for signing, one for each purpose (`cursor`, `ticket-token`), all from one master key. */
export interface Keys {
  /** From the current master key. */
  derive(purpose: string): Promise<DerivedKey>;
  /** Null for a master key that nobody knows, or that was replaced too long ago. */
  byId(id: string, purpose: string): Promise<DerivedKey | null>;
}

export interface MasterKeys {
  readonly current: Uint8Array;
  readonly previous: { readonly key: Uint8Array; readonly replacedAtMs: number } | null;
}

/** How long what the previous master key signed stays valid. */
export const previousKeyDays = 90;
const dayMs = 86_400_000;

function expand(master: Uint8Array, { purpose, bytes }: { purpose: string; bytes: number }): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', master, 'smista', purpose, bytes));
}

/** Eight letters that give away nothing of the key. */
function idOf(master: Uint8Array): string {
  return Buffer.from(expand(master, { purpose: 'key id', bytes: 6 })).toString('base64url');
}

function deriveFrom(master: Uint8Array, purpose: string): DerivedKey {
  return { id: idOf(master), key: expand(master, { purpose: `key for ${purpose}`, bytes: 32 }) };
}

/**
 * Keys from master keys as bytes (at least 32 of them).
 * @param masters reads the master keys, as often as asked: whoever gives it decides how long to keep them.
 */
export function keysFrom(masters: () => Promise<MasterKeys>, now: () => number): Keys {
  return {
    derive: async (purpose) => deriveFrom((await masters()).current, purpose),
    byId: async (id, purpose) => {
      const { current, previous } = await masters();
      const isValid = previous !== null && now() < previous.replacedAtMs + previousKeyDays * dayMs;
      const known = [current, ...(isValid ? [previous.key] : [])];
      const master = known.find((key) => idOf(key) === id);
      return master ? deriveFrom(master, purpose) : null;
    },
  };
}
