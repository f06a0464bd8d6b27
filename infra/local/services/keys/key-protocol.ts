import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from '../data-folder.ts';
import type { JsonCall } from '../json-call.ts';
import { answerJson } from '../loopback-server.ts';

interface KeyRequest {
  readonly KeyId?: string;
  readonly Plaintext?: string;
  readonly CiphertextBlob?: string;
  readonly KeySpec?: 'AES_256' | 'AES_128';
  readonly NumberOfBytes?: number;
  readonly EncryptionContext?: Readonly<Record<string, string>>;
}

class KeyRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** One key of AES-256-GCM, kept in the data folder and readable by its owner only. */
export function createKeyProtocol(folder: DataFolder, keyId: string) {
  const masterKey = loadMasterKey(join(folder.path, 'master-key'));
  return ({ operation, body, response }: JsonCall): void => {
    try {
      const operations = { Encrypt: encrypt, Decrypt: decrypt, GenerateDataKey: generateDataKey };
      const answer = Object.entries(operations).find(([name]) => name === operation)?.[1];
      if (!answer) throw new KeyRefusal('UnsupportedOperationException', `${operation} is not supported.`);
      const request = body as KeyRequest;
      refuseOtherKey(request.KeyId, keyId);
      answerJson(response, { status: 200, body: { KeyId: toArn(keyId), ...answer(masterKey, request) } });
    } catch (fault) {
      if (!(fault instanceof KeyRefusal)) throw fault;
      answerJson(response, { status: 400, body: { __type: fault.code, message: fault.message } });
    }
  };
}

function loadMasterKey(file: string): Buffer {
  if (!existsSync(file)) {
    const draft = `${file}.draft`;
    writeFileSync(draft, randomBytes(32).toString('base64'), { mode: 0o600, flush: true });
    renameSync(draft, file);
  }
  const key = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  if (key.length !== 32) throw new Error(`${file} does not hold a key of 32 bytes.`);
  return key;
}

function toArn(keyId: string): string {
  return keyId.startsWith('arn:') ? keyId : `arn:aws:kms:eu-local-1:000000000000:key/${keyId}`;
}

/** Decrypting need not name the key. */
function refuseOtherKey(named: string | undefined, keyId: string): void {
  if (named === undefined || named === keyId || toArn(named) === toArn(keyId)) return;
  throw new KeyRefusal('NotFoundException', `Key '${toArn(named)}' does not exist`);
}

function toContextBytes({ EncryptionContext = {} }: KeyRequest): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(EncryptionContext).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** Nonce, tag, then the sealed bytes. */
function seal(masterKey: Buffer, plain: Buffer, request: KeyRequest): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', masterKey, nonce).setAAD(toContextBytes(request));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

function encrypt(masterKey: Buffer, request: KeyRequest) {
  const plain = Buffer.from(request.Plaintext ?? '', 'base64');
  if (plain.length === 0 || plain.length > 4096) {
    throw new KeyRefusal('ValidationException', 'Plaintext must have 1 to 4096 bytes.');
  }
  return { CiphertextBlob: seal(masterKey, plain, request), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
}

function decrypt(masterKey: Buffer, request: KeyRequest) {
  const sealed = Buffer.from(request.CiphertextBlob ?? '', 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', masterKey, sealed.subarray(0, 12), {
      authTagLength: 16,
    });
    decipher.setAAD(toContextBytes(request)).setAuthTag(sealed.subarray(12, 28));
    const plain = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
    return { Plaintext: plain.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
  } catch {
    throw new KeyRefusal(
      'InvalidCiphertextException',
      'The ciphertext was not sealed with this key and context.',
    );
  }
}

function generateDataKey(masterKey: Buffer, request: KeyRequest) {
  const size = request.NumberOfBytes ?? (request.KeySpec === 'AES_128' ? 16 : 32);
  if (size < 1 || size > 1024)
    throw new KeyRefusal('ValidationException', 'NumberOfBytes must be 1 to 1024.');
  const plain = randomBytes(size);
  return { Plaintext: plain.toString('base64'), CiphertextBlob: seal(masterKey, plain, request) };
}
