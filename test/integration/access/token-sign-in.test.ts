import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

describe('a token of the issuer', () => {
  it('opens the desk to the agent of its verified mail address', async () => {
    const ada = await desk.anAgent({ role: 'admin' });

    const told = await desk.me(await desk.tokenOf({ ...ada, email: ada.email.toUpperCase() }));

    expect(told).toMatchObject({ status: 200, body: { id: ada.id, role: 'admin' } });
    expect(told.body.permissions).toContain('audit.read');
  });

  it('binds its subject once, and from then on the subject decides', async () => {
    const [ada, other] = [await desk.anAgent(), await desk.anAgent()];
    await desk.me(await desk.tokenOf(ada));

    const withoutMail = await desk.me(await desk.tokenOf({ sub: ada.sub }));
    const withAnothersMail = await desk.me(await desk.tokenOf({ sub: ada.sub, email: other.email }));
    const impostor = await desk.me(await desk.tokenOf({ sub: 'impostor', email: ada.email }));

    expect(withoutMail.body.id).toBe(ada.id);
    expect(withAnothersMail.body.id).toBe(ada.id);
    expect(impostor.status).toBe(401);
    const bound = (await desk.entries()).filter(({ action }) => action === 'signIn.bound');
    expect(bound.filter(({ resourceId }) => resourceId === ada.id)).toMatchObject([
      { after: { issuer: issuer.address, subject: ada.sub } },
    ]);
  });

  it('binds one subject when two are first at once', async () => {
    const ada = await desk.anAgent();
    const subjects = ['first', 'second', 'third'];
    const tokens = await Promise.all(subjects.map((sub) => desk.tokenOf({ ...ada, sub })));

    const statuses = (await Promise.all(tokens.map(desk.me))).map(({ status }) => status);

    expect(statuses.toSorted()).toEqual([200, 401, 401]);
  });

  it('lets one in whose first tokens come at once', async () => {
    const ada = await desk.anAgent();
    const tokens = await Promise.all([1, 2, 3].map((nonce) => desk.tokenOf(ada, { nonce })));

    const statuses = (await Promise.all(tokens.map(desk.me))).map(({ status }) => status);

    expect(statuses).toEqual([200, 200, 200]);
  });

  it('opens nothing to a deleted agent within half a minute, and to a new one with his address', async () => {
    const ada = await desk.anAgent();
    const token = await desk.tokenOf(ada);
    expect((await desk.me(token)).status).toBe(200);

    await api.ask(`DELETE /v1/agents/${ada.id}`);
    desk.pass(30);
    expect((await desk.me(token)).status).toBe(401);

    const next = await api.make('POST /v1/agents', { name: 'Ada', email: ada.email });
    expect((await desk.me(await desk.tokenOf(ada))).body.id).toBe(next.id);
  });

  it('binds another subject once an admin forgot the one before', async () => {
    const ada = await desk.anAgent();
    const old = await desk.tokenOf(ada);
    const renewed = await desk.tokenOf({ ...ada, sub: `${ada.sub}-anew` });
    expect([(await desk.me(old)).status, (await desk.me(renewed)).status]).toEqual([200, 401]);

    const line = `DELETE /v1/agents/${ada.id}/subject`;
    expect((await api.ask(line)).status).toBe(204);
    expect((await api.ask(line)).status).toBe(404);
    desk.pass(30);

    expect((await desk.me(renewed)).body.id).toBe(ada.id);
    expect((await desk.me(old)).status).toBe(401);
    const told = (await desk.entries()).filter(({ action }) => action === 'signIn.unbound');
    expect(told).toMatchObject([{ resourceId: ada.id, before: { subjects: [{ subject: ada.sub }] } }]);
  });

  it('keeps to its agent when somebody who had its subject before is forgotten', async () => {
    const ada = await desk.anAgent();
    await desk.me(await desk.tokenOf(ada));
    await api.ask(`DELETE /v1/agents/${ada.id}`);
    const next = await api.make('POST /v1/agents', { name: 'Ada', email: ada.email });
    desk.pass(30);
    expect((await desk.me(await desk.tokenOf(ada))).body.id).toBe(next.id);
    await api.ask(`PATCH /v1/agents/${next.id}`, { body: { email: `other-${ada.email}` } });
    expect((await api.ask(`POST /v1/agents/${ada.id}/restore`)).status).toBe(200);

    expect((await api.ask(`DELETE /v1/agents/${ada.id}/subject`)).status).toBe(204);

    desk.pass(30);
    expect((await desk.me(await desk.tokenOf(ada))).body.id).toBe(next.id);
  });

  it('ends when it expires, also where it was just used', async () => {
    const ada = await desk.anAgent();
    const exp = Math.floor(api.clock.now() / 1000) + 10;
    const token = await desk.tokenOf(ada, { exp });
    expect((await desk.me(token)).status).toBe(200);

    desk.pass(69);
    expect((await desk.me(token)).status).toBe(200);
    desk.pass(1);
    expect((await desk.me(token)).status).toBe(401);
  });

  it('is checked by its issuer and read from the table once in half a minute', async () => {
    const ada = await desk.anAgent();
    const token = await desk.tokenOf(ada);
    await desk.me(token);
    await api.ask(`PATCH /v1/agents/${ada.id}`, { body: { role: 'admin' } });

    expect((await desk.me(token)).body.role).toBe('agent');
    desk.pass(30);
    expect((await desk.me(token)).body.role).toBe('admin');
  });

  it('goes on, and keys do, while the issuer is down', async () => {
    const ada = await desk.anAgent();
    await desk.me(await desk.tokenOf(ada));
    issuer.answerWith(503);
    desk.pass(400);

    const byToken = await desk.me(await desk.tokenOf(ada));
    const byKey = await api.ask('GET /v1/me');
    issuer.answerWith(null);

    expect([byToken.status, byKey.status]).toEqual([200, 200]);
  });

  it('repeats under one Idempotency-Key, however often it was renewed', async () => {
    const ada = await desk.anAgent({ role: 'owner' });
    const email = 'repeated@example.com';
    const ask = async () =>
      api.ask('POST /v1/agents', {
        key: await desk.tokenOf(ada, { nonce: api.clock.now() }),
        body: { name: 'B', email },
        headers: { 'idempotency-key': 'token-repeat' },
      });

    const first = await ask();
    desk.pass(1);
    const second = await ask();

    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).toBe(first.body.id);
  });
});
