import type { KMSClientConfig } from '@aws-sdk/client-kms';
import type { MasterKeys } from '#shared/runtime/keys.ts';
import * as keys from './keys.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';

/** A data key as the table keeps it: wrapped by the key service, base64. */
export interface WrappedKey {
  readonly wrapped: string;
  readonly previous: { readonly wrapped: string; readonly replacedAtMs: number } | null;
}

/** Binds a wrapped key to its use: it unwraps for nothing else. */
export const wrappingContext = { purpose: 'smista' };

/** A rotated key reaches every instance within this time. */
const keptMs = 10 * 60_000;

type Unwrap = (wrapped: string) => Promise<Uint8Array>;

/** The key service is asked once per key: many instances never sign anything, so its client loads at the first use. */
function unwrapBy(keyId: string, settings: KMSClientConfig): Unwrap {
  const plainByWrapped = new Map<string, Uint8Array>();
  return async (wrapped) => {
    const known = plainByWrapped.get(wrapped);
    if (known !== undefined) return known;
    const { DecryptCommand, KMSClient } = await import('@aws-sdk/client-kms');
    const { Plaintext } = await new KMSClient(settings).send(
      new DecryptCommand({
        KeyId: keyId,
        CiphertextBlob: Buffer.from(wrapped, 'base64'),
        EncryptionContext: wrappingContext,
      }),
    );
    if (Plaintext === undefined) throw new Error('the key service gave no key');
    plainByWrapped.set(wrapped, Plaintext);
    return Plaintext;
  };
}

/** Reads the master keys for `keysFrom`: kept in the table, wrapped; read again after ten minutes. */
export function openMasterKeys(
  table: Table,
  keyId: string,
  { now, settings = {} }: { now: () => number; settings?: KMSClientConfig },
): () => Promise<MasterKeys> {
  const unwrap = unwrapBy(keyId, settings);
  let seen: { readonly masters: MasterKeys; readonly readAtMs: number } | undefined;
  return async () => {
    if (seen === undefined || now() - seen.readAtMs >= keptMs) {
      seen = { masters: await readMasters(table, unwrap), readAtMs: now() };
    }
    return seen.masters;
  };
}

async function readMasters(table: Table, unwrap: Unwrap): Promise<MasterKeys> {
  const item = await table.get(keys.dataKey);
  if (item === undefined) throw new Error('the account has no data key: run bootstrap');
  const { wrapped, previous } = thingOf<WrappedKey>(item);
  return {
    current: await unwrap(wrapped),
    previous:
      previous === null ? null : { key: await unwrap(previous.wrapped), replacedAtMs: previous.replacedAtMs },
  };
}
