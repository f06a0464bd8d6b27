import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealSecret } from '#shared/domain/source/source-secrets.ts';
import type { DerivedKey, Keys } from '#shared/runtime/keys.ts';
import * as keysOfTable from './keys.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';

const purpose = 'source-secrets';
const cipherName = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** A sealed secret opens only where it was put: another source or another name is another lock. */
const lockOf = (sourceId: string, name: string) => Buffer.from(`${sourceId}\n${name}`);

const toText = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** As `key id.nonce.tag.sealed bytes`. */
export function sealSecretsWith(keys: Keys): SealSecret {
  return async (sourceId, name, secret) => {
    const { id, key } = await keys.derive(purpose);
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(cipherName, key, nonce).setAAD(lockOf(sourceId, name));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return [id, toText(nonce), toText(cipher.getAuthTag()), toText(sealed)].join('.');
  };
}

function openSealed({ key }: DerivedKey, parts: readonly string[], lock: Buffer): string {
  const [nonce = '', tag = '', sealed = ''] = parts;
  const decipher = createDecipheriv(cipherName, key, Buffer.from(nonce, 'base64url'), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(lock).setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()]).toString(
    'utf8',
  );
}

/** A source's secrets in the clear, by name: for checking what its provider sends, and for sending through it. */
export type FindSecrets = (sourceId: string) => Promise<Readonly<Record<string, string>>>;

export function openSourceSecrets(table: Table, keys: Keys): FindSecrets {
  const open = async (sourceId: string, name: string, text: string) => {
    const [keyId = '', ...parts] = text.split('.');
    const key = await keys.byId(keyId, purpose);
    if (key === null) throw new Error(`the key of a secret of ${sourceId} is gone: set the secret again`);
    return openSealed(key, parts, lockOf(sourceId, name));
  };
  return async (sourceId) => {
    const item = await table.get(keysOfTable.secretsOf(sourceId));
    const sealed = item === undefined ? {} : thingOf<Record<string, string>>(item);
    const opened = Object.entries(sealed).map(async ([name, text]) => [
      name,
      await open(sourceId, name, text),
    ]);
    return Object.fromEntries(await Promise.all(opened));
  };
}
