import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export type Algorithm = 'RS256' | 'ES256' | 'EdDSA' | 'PS256' | 'ES384';

interface SigningKey {
  readonly kid: string;
  readonly algorithm: Algorithm;
  readonly privateKey: CryptoKey;
  readonly publicJwk: object;
}

export interface TokenWish {
  /** Over the usual ones; undefined takes one away. */
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  /** Signs with a key that the issuer does not publish. */
  readonly key?: SigningKey;
}

export interface TestIssuer {
  readonly address: string;
  readonly audience: string;
  readonly keysAddress: string;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  sign(wish?: TokenWish): Promise<string>;
  makeKey(algorithm?: Algorithm): Promise<SigningKey>;
  /** Signs with a new key from now on; the old ones stay published unless taken back. */
  rotate(change?: { algorithm?: Algorithm; takesBack?: boolean }): Promise<void>;
  /** What it answers instead, such as 503 while it is down; null: as usual. */
  answerWith(status: number | null): void;
  close(): Promise<void>;
}

export const testAudience = 'smista-desk';

let made = 0;

async function makeKey(algorithm: Algorithm = 'ES256'): Promise<SigningKey> {
  made += 1;
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const kid = `key-${made}`;
  return {
    kid,
    algorithm,
    privateKey,
    publicJwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' },
  };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** A small issuer on this machine: signs tokens, describes itself and serves its keys. @param now epoch milliseconds. */
export async function startIssuer(now: () => number): Promise<TestIssuer> {
  let current = await makeKey();
  let published = [current];
  let told: number | null = null;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (told !== null) return answer(response, told, {});
    if (path === '/keys') return answer(response, 200, { keys: published.map((key) => key.publicJwk) });
    return answer(response, 200, { issuer: address, jwks_uri: `${address}/keys` });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const sign = ({ claims = {}, header = {}, key = current }: TokenWish = {}) => {
    const seconds = Math.floor(now() / 1000);
    const usual: JWTPayload = { iss: address, aud: testAudience, sub: 'subject-1', iat: seconds };
    const payload = { ...usual, exp: seconds + 600, email_verified: true, ...claims };
    return new SignJWT(payload)
      .setProtectedHeader({ alg: key.algorithm, kid: key.kid, typ: 'JWT', ...header })
      .sign(key.privateKey);
  };
  return {
    address,
    audience: testAudience,
    keysAddress: `${address}/keys`,
    asked,
    sign,
    makeKey,
    rotate: async ({ algorithm, takesBack = false } = {}) => {
      current = await makeKey(algorithm);
      published = takesBack ? [current] : [...published, current];
    },
    answerWith: (status) => {
      told = status;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
