import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAuthentication } from '#shared/persistence/authentication.ts';
import { type SigningIn, startSigningIn } from './signing-in.ts';

let desk: SigningIn;
let api: SigningIn['api'];
let issuer: SigningIn['issuer'];
beforeAll(async () => {
  desk = await startSigningIn();
  ({ api, issuer } = desk);
});
afterAll(() => desk.close());
beforeEach(() => desk.pass(60));

describe('whoever is not let in', () => {
  it.each([
    ['agent-unknown', { email: 'nobody@example.com', sub: 'nobody' }],
    ['email-not-verified', { sub: 'nobody' }],
    ['email-not-verified', { email: 'nobody@example.com', email_verified: false, sub: 'nobody' }],
    ['email-not-verified', { email: 'no address', sub: 'nobody' }],
    ['token-audience-wrong', { aud: 'another-desk' }],
    ['token-expired', { exp: 1 }],
    ['token-not-yet-valid', { nbf: 99_999_999_999 }],
  ])('stands in the audit log with the reason %s', async (reason, claims) => {
    const token = await issuer.sign({ claims });

    const told = await desk.me(token);

    expect(told).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    expect(JSON.stringify(told.body)).not.toContain(reason);
    const entry = (await desk.entries()).at(-1);
    expect(entry).toMatchObject({
      action: 'signIn.refused',
      agentId: null,
      keyId: null,
      sourceIp: '203.0.113.9',
      after: { credential: 'token', reason },
    });
    expect(entry?.resourceId).toMatch(/^[\w-]{8}$/);
    expect(JSON.stringify(entry)).not.toContain(token.slice(-20));
  });

  it('stands there with his agent and key where they are known', async () => {
    const { id: agentId } = await desk.anAgent();
    const made = await api.make('POST /v1/api-keys', {
      name: 'shop',
      agentId,
      allowedNetworks: ['198.51.100.0/24'],
    });

    desk.pass(1);
    await desk.me(made.key);

    expect((await desk.entries()).at(-1)).toMatchObject({
      action: 'signIn.refused',
      agentId,
      keyId: made.id,
      after: { credential: 'apiKey', reason: 'network-not-allowed' },
    });
  });

  it('stands there once a minute and address, whichever instance he meets', async () => {
    const before = (await desk.entries()).length;
    const instances = [1, 2, 3].map(() => openAuthentication(api.table, api.clock.now));
    const tryFrom = (sourceIp: string) =>
      Promise.allSettled(
        instances.flatMap((authenticate) =>
          ['one', 'two'].map((key) => authenticate(key, { sourceIp, requestId: 'req' })),
        ),
      );

    await tryFrom('192.0.2.1');
    await tryFrom('2001:db8:1:2::1');
    await tryFrom('2001:db8:1:2:3:4:5:6');
    expect(await desk.entries()).toHaveLength(before + 2);

    desk.pass(60);
    await tryFrom('192.0.2.1');
    expect(await desk.entries()).toHaveLength(before + 3);
  });

  it('fills no table from any number of addresses', async () => {
    const before = (await desk.entries()).length;
    const authenticate = openAuthentication(api.table, api.clock.now);

    for (let address = 0; address < 100; address++) {
      await authenticate('stranger', { sourceIp: `192.0.2.${address}`, requestId: 'req' }).catch(() => null);
    }

    expect(await desk.entries()).toHaveLength(before + 60);
  });
});

describe('without an issuer', () => {
  it('a token is a key that nobody knows', async () => {
    const authenticate = openAuthentication(api.table, api.clock.now);

    const token = await desk.tokenOf(await desk.anAgent());
    desk.pass(1);
    const trying = () => authenticate(token, { sourceIp: '192.0.2.7', requestId: 'req' });

    await expect(trying()).rejects.toMatchObject({ code: 'unauthorized' });
    expect((await desk.entries()).at(-1)?.after).toMatchObject({ credential: 'apiKey' });
  });
});
