import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handler } from '#functions/api/organisation/function.ts';
import { openAuthentication } from '#shared/persistence/authentication.ts';
import { startApi, type TestApi } from '#test/support/api.ts';
import { startIssuer, type TestIssuer, testAudience } from '#test/support/issuer.ts';

let api: TestApi;
let issuer: TestIssuer;

beforeAll(async () => {
  api = await startApi({ '/v1': handler });
  issuer = await startIssuer(api.clock.now);
  Object.assign(process.env, { OIDC_ISSUER: issuer.address, OIDC_AUDIENCE: testAudience });
});
afterAll(async () => {
  await api.close();
  await issuer.close();
});
beforeEach(() => pass(60));

const pass = (seconds: number) => api.clock.moveTo(api.clock.now() + seconds * 1000);

let made = 0;
async function anAgent(input: object = {}) {
  made += 1;
  const email = `token${made}@example.com`;
  const agent = await api.make('POST /v1/agents', { name: 'Ada', email, ...input });
  return { id: agent.id as string, email, sub: `subject-${made}` };
}

const tokenOf = ({ email, sub }: { email?: string; sub: string }, claims: object = {}) =>
  issuer.sign({ claims: { email, sub, ...claims } });

const me = async (token: string) => api.ask('GET /v1/me', { key: token });

/** Entries of one millisecond stand in no order. */
async function entries() {
  const items = await api.table.queryAll({ pk: 'AUDIT#2026-11-21', from: '' });
  return items.map(({ data }) => data as { action: string; resourceId: string; after: object });
}

describe('a token of the issuer', () => {
  it('opens the desk to the agent of its verified mail address', async () => {
    const ada = await anAgent({ role: 'admin' });

    const told = await me(await tokenOf({ ...ada, email: ada.email.toUpperCase() }));

    expect(told).toMatchObject({ status: 200, body: { id: ada.id, role: 'admin' } });
    expect(told.body.permissions).toContain('audit.read');
  });

  it('binds its subject once, and from then on the subject decides', async () => {
    const [ada, other] = [await anAgent(), await anAgent()];
    await me(await tokenOf(ada));

    const withoutMail = await me(await tokenOf({ sub: ada.sub }));
    const withAnothersMail = await me(await tokenOf({ sub: ada.sub, email: other.email }));
    const impostor = await me(await tokenOf({ sub: 'impostor', email: ada.email }));

    expect(withoutMail.body.id).toBe(ada.id);
    expect(withAnothersMail.body.id).toBe(ada.id);
    expect(impostor.status).toBe(401);
    const bound = (await entries()).filter(({ action }) => action === 'signIn.bound');
    expect(bound.filter(({ resourceId }) => resourceId === ada.id)).toMatchObject([
      { after: { issuer: issuer.address, subject: ada.sub } },
    ]);
  });

  it('binds one subject when two are first at once', async () => {
    const ada = await anAgent();
    const subjects = ['first', 'second', 'third'];
    const tokens = await Promise.all(subjects.map((sub) => tokenOf({ ...ada, sub })));

    const statuses = (await Promise.all(tokens.map(me))).map(({ status }) => status);

    expect(statuses.toSorted()).toEqual([200, 401, 401]);
  });

  it('lets one in whose first tokens come at once', async () => {
    const ada = await anAgent();
    const tokens = await Promise.all([1, 2, 3].map((nonce) => tokenOf(ada, { nonce })));

    const statuses = (await Promise.all(tokens.map(me))).map(({ status }) => status);

    expect(statuses).toEqual([200, 200, 200]);
  });

  it('opens nothing to a deleted agent within half a minute, and to a new one with his address', async () => {
    const ada = await anAgent();
    const token = await tokenOf(ada);
    expect((await me(token)).status).toBe(200);

    await api.ask(`DELETE /v1/agents/${ada.id}`);
    pass(30);
    expect((await me(token)).status).toBe(401);

    const next = await api.make('POST /v1/agents', { name: 'Ada', email: ada.email });
    expect((await me(await tokenOf(ada))).body.id).toBe(next.id);
  });

  it('ends when it expires, also where it was just used', async () => {
    const ada = await anAgent();
    const exp = Math.floor(api.clock.now() / 1000) + 10;
    const token = await tokenOf(ada, { exp });
    expect((await me(token)).status).toBe(200);

    pass(69);
    expect((await me(token)).status).toBe(200);
    pass(1);
    expect((await me(token)).status).toBe(401);
  });

  it('is checked by its issuer and read from the table once in half a minute', async () => {
    const ada = await anAgent();
    const token = await tokenOf(ada);
    await me(token);
    await api.ask(`PATCH /v1/agents/${ada.id}`, { body: { role: 'admin' } });

    expect((await me(token)).body.role).toBe('agent');
    pass(30);
    expect((await me(token)).body.role).toBe('admin');
  });

  it('goes on, and keys do, while the issuer is down', async () => {
    const ada = await anAgent();
    await me(await tokenOf(ada));
    issuer.answerWith(503);
    pass(400);

    const byToken = await me(await tokenOf(ada));
    const byKey = await api.ask('GET /v1/me');
    issuer.answerWith(null);

    expect([byToken.status, byKey.status]).toEqual([200, 200]);
  });

  it('repeats under one Idempotency-Key, however often it was renewed', async () => {
    const ada = await anAgent({ role: 'owner' });
    const email = 'repeated@example.com';
    const ask = async () =>
      api.ask('POST /v1/agents', {
        key: await tokenOf(ada, { nonce: api.clock.now() }),
        body: { name: 'B', email },
        headers: { 'idempotency-key': 'token-repeat' },
      });

    const first = await ask();
    pass(1);
    const second = await ask();

    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).toBe(first.body.id);
  });
});

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

    const told = await me(token);

    expect(told).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    expect(JSON.stringify(told.body)).not.toContain(reason);
    const entry = (await entries()).at(-1);
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
    const { id: agentId } = await anAgent();
    const made = await api.make('POST /v1/api-keys', {
      name: 'shop',
      agentId,
      allowedNetworks: ['198.51.100.0/24'],
    });

    pass(1);
    await me(made.key);

    expect((await entries()).at(-1)).toMatchObject({
      action: 'signIn.refused',
      agentId,
      keyId: made.id,
      after: { credential: 'apiKey', reason: 'network-not-allowed' },
    });
  });

  it('stands there once a minute and address, whichever instance he meets', async () => {
    const before = (await entries()).length;
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
    expect(await entries()).toHaveLength(before + 2);

    pass(60);
    await tryFrom('192.0.2.1');
    expect(await entries()).toHaveLength(before + 3);
  });

  it('fills no table from any number of addresses', async () => {
    const before = (await entries()).length;
    const authenticate = openAuthentication(api.table, api.clock.now);

    for (let address = 0; address < 100; address++) {
      await authenticate('stranger', { sourceIp: `192.0.2.${address}`, requestId: 'req' }).catch(() => null);
    }

    expect(await entries()).toHaveLength(before + 60);
  });
});

describe('without an issuer', () => {
  it('a token is a key that nobody knows', async () => {
    const authenticate = openAuthentication(api.table, api.clock.now);

    const token = await tokenOf(await anAgent());
    pass(1);
    const trying = () => authenticate(token, { sourceIp: '192.0.2.7', requestId: 'req' });

    await expect(trying()).rejects.toMatchObject({ code: 'unauthorized' });
    expect((await entries()).at(-1)?.after).toMatchObject({ credential: 'apiKey' });
  });
});
