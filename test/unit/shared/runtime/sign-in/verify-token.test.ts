import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Issuer } from '#shared/runtime/sign-in/issuer.ts';
import { openTokenVerification, type VerifyToken } from '#shared/runtime/sign-in/verify-token.ts';
import { startIssuer, type TestIssuer, type TokenWish } from '#test/support/issuer.ts';

const startMs = Date.UTC(2026, 10, 21, 12);
const startSeconds = startMs / 1000;
let atMs = startMs;
let issuer: TestIssuer;
let verify: VerifyToken;

const issuerOfTest = (changes: Partial<Issuer> = {}): Issuer => ({
  address: issuer.address,
  audiences: [issuer.audience],
  keysAddress: null,
  ...changes,
});

const pass = (seconds: number) => {
  atMs += seconds * 1000;
};

beforeEach(async () => {
  atMs = startMs;
  issuer = await startIssuer(() => atMs);
  verify = openTokenVerification(issuerOfTest(), () => atMs);
});
afterEach(() => issuer.close());

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const faultOf = async (token: string) => (await verify(token)).fault;
const timesAsked = (path: string) => issuer.asked.filter((each) => each === path).length;

describe('a token', () => {
  it('tells who it is, and until when', async () => {
    const { token } = await verify(await issuer.sign({ claims: { email: 'ada@example.com' } }));

    expect(token).toEqual({
      subject: 'subject-1',
      verifiedEmail: 'ada@example.com',
      expiresAtMs: startMs + 660_000,
    });
  });

  it.each(['RS256', 'ES256', 'EdDSA'] as const)('may be signed with %s', async (algorithm) => {
    await issuer.rotate({ algorithm });

    expect(await faultOf(await issuer.sign())).toBeNull();
  });

  it.each([
    [{ email: 'ada@example.com', email_verified: false }],
    [{ email: 'ada@example.com', email_verified: 'true' }],
    [{ email: 'ada@example.com', email_verified: undefined }],
    [{ email: 7 }],
    [{}],
  ])('proves no mail address that the issuer does not vouch for: %j', async (claims) => {
    const { token } = await verify(await issuer.sign({ claims }));

    expect(token?.verifiedEmail).toBeNull();
  });

  it.each<[string, TokenWish]>([
    ['token-audience-wrong', { claims: { aud: 'another-desk' } }],
    ['token-audience-wrong', { claims: { aud: ['another-desk', 'and-another'] } }],
    ['token-audience-wrong', { claims: { aud: undefined } }],
    ['token-issuer-wrong', { claims: { iss: 'https://issuer.example' } }],
    ['token-issuer-wrong', { claims: { iss: undefined } }],
    ['token-expired', { claims: { exp: startSeconds - 60 } }],
    ['token-not-yet-valid', { claims: { nbf: startSeconds + 61 } }],
    ['token-claims-missing', { claims: { exp: undefined } }],
    ['token-claims-missing', { claims: { exp: 'tomorrow' } }],
    ['token-claims-missing', { claims: { sub: undefined } }],
    ['token-claims-missing', { claims: { sub: '' } }],
    ['token-key-unknown', { header: { kid: 'no-such-key' } }],
    ['token-type-not-accepted', { header: { typ: 'logout+jwt' } }],
    ['token-too-long', { claims: { padding: 'x'.repeat(8_192) } }],
  ])('is refused with %s: %j', async (fault, wish) => {
    expect(await faultOf(await issuer.sign(wish))).toBe(fault);
  });

  it.each<[string, TokenWish]>([
    ['expired within the difference of clocks', { claims: { exp: startSeconds - 59 } }],
    ['valid within the difference of clocks', { claims: { nbf: startSeconds + 60 } }],
    ['for several audiences', { claims: { aud: ['another-desk', 'smista-desk'] } }],
    ['without a type', { header: { typ: undefined } }],
    ['for access', { header: { typ: 'at+jwt' } }],
  ])('is accepted %s', async (_, wish) => {
    expect(await faultOf(await issuer.sign(wish))).toBeNull();
  });

  it.each(['PS256', 'ES384'] as const)('is refused when it is signed with %s', async (algorithm) => {
    await issuer.rotate({ algorithm });

    expect(await faultOf(await issuer.sign())).toBe('token-algorithm-not-accepted');
  });

  it('is refused without a signature, and with one that only looks like it', async () => {
    const [, payload = ''] = (await issuer.sign()).split('.');
    const unsigned = `${encode({ alg: 'none' })}.${payload}.`;
    const withSecret = `${encode({ alg: 'HS256', kid: 'key-1' })}.${payload}`;
    const mac = createHmac('sha256', 'public key').update(withSecret).digest('base64url');

    expect(await faultOf(unsigned)).toBe('token-algorithm-not-accepted');
    expect(await faultOf(`${withSecret}.${mac}`)).toBe('token-algorithm-not-accepted');
    expect(issuer.asked).toEqual([]);
  });

  it('is refused when it was changed, or signed by somebody else under a known key id', async () => {
    const [head = '', payload = '', signature = ''] = (await issuer.sign()).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const stranger = await issuer.makeKey();
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString());

    const changed = `${head}.${encode({ ...claims, sub: 'subject-2' })}.${signature}`;
    const forged = await issuer.sign({ key: stranger, header: { kid } });

    expect(await faultOf(changed)).toBe('token-signature-wrong');
    expect(await faultOf(forged)).toBe('token-signature-wrong');
  });

  it.each(['ey.J.x', 'eyJ9.eyJ9.', 'ey..', `${encode({ alg: 'ES256' })}.x.y`, `${encode([])}.x.y`, 'ey'])(
    'is refused when it is none: %s',
    async (text) => {
      expect(await faultOf(text)).toMatch(/^token-(malformed|signature-wrong|algorithm-not-accepted)$/);
    },
  );
});

describe('the keys of the issuer', () => {
  it('are found through its description, and asked for once by many at once', async () => {
    const token = await issuer.sign();
    const outcomes = await Promise.all([verify(token), verify(token), verify(token)]);

    expect(outcomes.map(({ fault }) => fault)).toEqual([null, null, null]);
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('are found where the settings say', async () => {
    verify = openTokenVerification(issuerOfTest({ keysAddress: issuer.keysAddress }), () => atMs);

    expect(await faultOf(await issuer.sign())).toBeNull();
    expect(issuer.asked).toEqual(['/keys']);
  });

  it('are not taken from a description of somebody else', async () => {
    const other = `${issuer.address}/other`;
    verify = openTokenVerification(issuerOfTest({ address: other }), () => atMs);

    await expect(verify(await issuer.sign({ claims: { iss: other } }))).rejects.toThrow('does not give');
  });

  it('are asked for again when one was rotated, at most once a minute', async () => {
    await verify(await issuer.sign());
    await issuer.rotate();

    expect(await faultOf(await issuer.sign())).toBeNull();
    expect(timesAsked('/keys')).toBe(2);

    await issuer.rotate();
    expect(await faultOf(await issuer.sign())).toBe('token-key-unknown');
    pass(59);
    expect(await faultOf(await issuer.sign({ header: { kid: 'invented' } }))).toBe('token-key-unknown');
    expect(timesAsked('/keys')).toBe(2);

    pass(1);
    expect(await faultOf(await issuer.sign())).toBeNull();
    expect(timesAsked('/keys')).toBe(3);
  });

  it('open nothing any more five minutes after they were taken back', async () => {
    const old = await issuer.sign();
    expect(await faultOf(old)).toBeNull();
    await issuer.rotate({ takesBack: true });

    pass(299);
    expect(await faultOf(old)).toBeNull();
    pass(1);
    expect(await faultOf(old)).toBe('token-key-unknown');
  });

  it('go on for a day while the issuer is down, which is asked again every few seconds', async () => {
    const lasting = { claims: { exp: startSeconds + 200_000 } };
    await verify(await issuer.sign(lasting));
    issuer.answerWith(503);

    pass(300);
    expect(await faultOf(await issuer.sign(lasting))).toBeNull();
    expect(await faultOf(await issuer.sign(lasting))).toBeNull();
    expect(issuer.asked).toHaveLength(3);
    pass(5);
    expect(await faultOf(await issuer.sign(lasting))).toBeNull();
    expect(issuer.asked).toHaveLength(4);

    pass(86_400);
    await expect(verify(await issuer.sign(lasting))).rejects.toThrow('does not give');
    issuer.answerWith(null);
    pass(5);
    expect(await faultOf(await issuer.sign(lasting))).toBeNull();
  });

  it.each<[string, TokenWish]>([
    ['token-audience-wrong', { claims: { aud: 'another-desk' } }],
    ['token-issuer-wrong', { claims: { iss: 'https://issuer.example' } }],
    ['token-expired', { claims: { exp: startSeconds - 60 } }],
  ])('are not asked for where a token is bad anyway: %s', async (fault, wish) => {
    issuer.answerWith(500);

    expect(await faultOf(await issuer.sign(wish))).toBe(fault);
    expect(await faultOf('ey.J.x')).toBe('token-malformed');
    expect(issuer.asked).toEqual([]);
  });

  it('are a fault of ours, and not of who asks, as long as the issuer never answered', async () => {
    issuer.answerWith(500);
    const token = await issuer.sign();

    await expect(verify(token)).rejects.toThrow('does not give');
    await expect(verify(token)).rejects.toMatchObject({ name: 'Unavailable', retryAfterSeconds: 5 });
    expect(issuer.asked).toHaveLength(1);

    issuer.answerWith(null);
    pass(5);
    expect(await faultOf(token)).toBeNull();
  });
});
