import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Json } from '#test/support/client.ts';
import { startIssuer, type TestIssuer } from '#test/support/issuer.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
let issuer: TestIssuer;
let now = () => Date.now();
const logged: string[] = [];

beforeAll(async () => {
  issuer = await startIssuer(() => now());
  const oidc = { issuer: issuer.address, audience: issuer.audience };
  journey = await startJourney({ oidc, logs: (line) => logged.push(line) });
  now = () => journey.platform.now();
});
afterAll(async () => {
  await journey.close();
  await issuer.close();
});

async function comeWith(claims: Record<string, unknown>): Promise<Client> {
  return journey.clientOf(await issuer.sign({ claims }));
}

async function statusOf(client: Client, line = 'GET /v1/me'): Promise<number> {
  return (await client.ask(line)).status;
}

const entries = (query: string): Promise<Json[]> => journey.owner.list(`/v1/audit?limit=100&${query}`);

describe('an agent of a company with its own sign-in', () => {
  it('works by tokens, from the first verified mail address until he leaves', async () => {
    const { id } = await journey.hire('Ada', { departments: { dep_default: {} } });
    const ada = { sub: 'ada-at-the-issuer', email: 'ada@staff.example' };

    const unverified = await comeWith({ ...ada, email_verified: false });
    expect(await statusOf(unverified)).toBe(401);
    const first = await comeWith(ada);
    expect(await statusOf(first)).toBe(200);
    const later = await comeWith({ sub: ada.sub });
    const told = await later.get('/v1/me');
    expect(told).toMatchObject({ id, role: 'agent', keyId: `oidc:${id}` });
    const impostor = await comeWith({ sub: 'somebody-else', email: ada.email });
    expect(await statusOf(impostor)).toBe(401);

    const ticket = await later.make('POST /v1/tickets', {
      subject: 'By token',
      body: 'Help',
      customer: { email: 'eva@customer.example' },
    });
    const timeline = await later.list(`/v1/tickets/${ticket.id}/timeline`);
    expect(JSON.stringify(timeline)).toContain(id);

    await journey.owner.make(`PATCH /v1/agents/${id}`, { role: 'admin' });
    await journey.advanceMinutes(0.5);
    expect((await later.get('/v1/me')).role).toBe('admin');
  });

  it('is let in by a key that the issuer has just rotated, and while the issuer is down', async () => {
    await issuer.rotate({ algorithm: 'EdDSA' });
    const rotated = { sub: 'ada-at-the-issuer' };
    expect(await statusOf(await comeWith(rotated))).toBe(200);

    issuer.answerWith(503);
    await journey.advanceMinutes(6);
    expect(await statusOf(await comeWith(rotated))).toBe(200);
    expect(await statusOf(journey.owner)).toBe(200);
    issuer.answerWith(null);
  });

  it('is told to come again where nobody can tell whether his token is good, and a bad one is refused', async () => {
    issuer.answerWith(503);
    const good = await comeWith({ sub: 'ada-at-the-issuer' });
    const bad = await comeWith({ sub: 'ada-at-the-issuer', aud: 'another-desk' });
    // An instance that never saw a token.
    const line = 'GET /v1/customers';

    const told = await good.ask(line);
    expect(told).toMatchObject({ status: 503, body: { code: 'temporarily-unavailable' } });
    expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.stringify(told.body)).not.toContain(issuer.address);
    expect(await statusOf(bad, line)).toBe(401);

    issuer.answerWith(null);
    await journey.platform.advance(10);
    expect(await statusOf(good, line)).toBe(200);
  });

  it('is out within a minute of leaving, and so are tokens that expire', async () => {
    const { id } = await journey.hire('Bea');
    const bea = { sub: 'bea-at-the-issuer', email: 'bea@staff.example' };
    const short = await comeWith({ ...bea, exp: Math.floor(now() / 1000) + 30 });
    const long = await comeWith(bea);
    expect([await statusOf(short), await statusOf(long)]).toEqual([200, 200]);

    await journey.advanceMinutes(2);
    expect([await statusOf(short), await statusOf(long)]).toEqual([401, 200]);

    await journey.owner.make(`DELETE /v1/agents/${id}`);
    await journey.advanceMinutes(1);
    expect(await statusOf(long)).toBe(401);
  });
});

describe('the audit log of that company', () => {
  it('tells who was bound, who was not let in and what was changed, page by page and as a file', async () => {
    const [bound] = await entries('action=signIn.bound&to=2999-01-01');
    expect(bound).toMatchObject({ after: { issuer: issuer.address, subject: expect.any(String) } });

    const refused = await entries('action=signIn.refused');
    const reasons = refused.map(({ after }) => after.reason);
    expect(reasons).toContain('email-not-verified');
    expect(reasons.length).toBeLessThan(10);

    const all = await entries('');
    const instants = all.map(({ at }) => at);
    expect(instants).toEqual(instants.toSorted().toReversed());
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);

    const { body, headers } = await journey.owner.ask('GET /v1/audit?format=csv');
    expect(headers.get('content-type')).toMatch(/^text\/csv/);
    expect(body.trimEnd().split('\r\n')).toHaveLength(all.length + 1);
  });

  it('holds no key and no token, and nothing else that the system wrote does', async () => {
    const token = await issuer.sign({ claims: { sub: 'nobody', email: 'nobody@staff.example' } });
    await journey.advanceMinutes(1);
    expect(await statusOf(journey.clientOf(token))).toBe(401);

    const written = `${JSON.stringify(journey.calls)}${logged.join('')}`;
    for (const secret of [token.slice(-30), journey.owner.key ?? '', 'smk_']) {
      expect(secret).not.toBe('');
      expect(written).not.toContain(secret);
    }
  });

  it('is read by nobody without the permission, and starts with a signed-in owner alike', async () => {
    const { id } = await journey.hire('Cid', { role: 'owner' });
    const { client: agent } = await journey.hire('Dan');
    const owner = await comeWith({ sub: 'cid-at-the-issuer', email: 'cid@staff.example' });

    expect(await statusOf(agent, 'GET /v1/audit')).toBe(403);
    expect(await statusOf(owner, 'GET /v1/audit')).toBe(200);
    const [bound] = await entries(`resource=${id}&action=signIn`);
    expect(bound).toMatchObject({ action: 'signIn.bound', agentId: id });
  });
});
