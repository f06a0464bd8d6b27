import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler } from '#functions/api/configuration/function.ts';
import { openMasterKeys } from '#shared/persistence/master-keys.ts';
import { openSourceSecrets } from '#shared/persistence/source-secrets.ts';
import { keysFrom } from '#shared/runtime/keys.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1': handler });
});
afterAll(() => api.close());

let made = 0;
/** A mailbox that nobody else has. */
function aMailbox(changes: { settings?: object; secrets?: object } = {}) {
  made += 1;
  const settings = { provider: 'raw', address: `help${made}@example.com`, ...changes.settings };
  return { type: 'email', name: 'Help', departmentId: 'dep_default', ...changes, settings };
}

function findSecrets(sourceId: string) {
  const { now } = api.clock;
  const masters = openMasterKeys(api.table, api.keyId, { now });
  return openSourceSecrets(api.table, keysFrom(masters, now))(sourceId);
}

describe('a source', () => {
  it('never gives its secrets back', async () => {
    const secrets = { basicUser: 'ada', basicPassword: 'open-sesame' };

    const created = await api.ask('POST /v1/sources', { body: aMailbox({ secrets }) });

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      secretsSet: ['basicPassword', 'basicUser'],
      webhookUrl: `https://desk.example/webhooks/raw/${created.body.id}`,
      settings: { plusAddressing: true, maxAttachmentMegabytes: 25, senderName: null },
      active: true,
      defaultTags: [],
    });
    expect(JSON.stringify(created)).not.toContain('open-sesame');
    expect(await findSecrets(created.body.id)).toEqual(secrets);
  });

  it('keeps no secret in the clear, not even in the audit log or the kept answer', async () => {
    const headers = { 'idempotency-key': 'sealed' };
    const body = aMailbox({ secrets: { bearerToken: 'plain-for-all-to-see' } });

    const { body: source } = await api.ask('POST /v1/sources', { body, headers });

    const partitions = ['CONFIG', 'AUDIT#2026-11-21', source.id];
    const items = await Promise.all(partitions.map((pk) => api.table.queryAll({ pk, from: '' })));
    expect(items.flat().length).toBeGreaterThan(3);
    expect(JSON.stringify(items)).not.toContain('plain-for-all-to-see');
  });

  it('changes only the settings and secrets that are named', async () => {
    const secrets = { bearerToken: 'one', basicUser: 'two' };
    const { id } = await api.make('POST /v1/sources', aMailbox({ secrets }));

    const edited = await api.ask(`PATCH /v1/sources/${id}`, {
      body: { settings: { plusAddressing: false }, secrets: { basicUser: null, basicPassword: 'three' } },
    });

    expect(edited.body).toMatchObject({
      settings: { provider: 'raw', plusAddressing: false },
      secretsSet: ['basicPassword', 'bearerToken'],
      version: 2,
    });
    expect(await findSecrets(id)).toEqual({ bearerToken: 'one', basicPassword: 'three' });
  });

  it.each(['two words', ' one', 'one\n', 'schlüssel', ''])(
    'has no bearer token that no header could carry: %j',
    async (bearerToken) => {
      const { id } = await api.make('POST /v1/sources', aMailbox());

      const told = [
        await api.ask('POST /v1/sources', { body: aMailbox({ secrets: { bearerToken } }) }),
        await api.ask(`PATCH /v1/sources/${id}`, { body: { secrets: { bearerToken } } }),
      ];

      for (const { status, body } of told) {
        expect([status, body.errors]).toMatchObject([400, [{ path: 'secrets.bearerToken' }]]);
      }
    },
  );

  it('notes in the audit log that a secret changed', async () => {
    const { id } = await api.make('POST /v1/sources', aMailbox({ secrets: { bearerToken: 'one' } }));

    const edited = await api.ask(`PATCH /v1/sources/${id}`, { body: { secrets: { bearerToken: 'two' } } });

    expect(edited.body.version).toBe(2);
    const entries = await api.table.queryAll({ pk: 'AUDIT#2026-11-21', from: '' });
    expect(entries.map((item) => item['data'])).toContainEqual(
      expect.objectContaining({
        action: 'source.changed',
        resourceId: id,
        after: expect.objectContaining({ secretsChanged: ['bearerToken'] }),
      }),
    );
  });

  it('forgets secrets that its new provider does not know', async () => {
    const { id } = await api.make('POST /v1/sources', aMailbox({ secrets: { bearerToken: 'one' } }));

    const edited = await api.ask(`PATCH /v1/sources/${id}`, { body: { settings: { provider: 'smtp' } } });

    expect(edited.body).toMatchObject({ secretsSet: [], webhookUrl: null });
    expect(await findSecrets(id)).toEqual({});
  });

  it('takes its secrets along when it goes', async () => {
    const { id } = await api.make('POST /v1/sources', aMailbox({ secrets: { bearerToken: 'one' } }));

    expect((await api.ask(`DELETE /v1/sources/${id}`)).status).toBe(204);

    expect(await api.table.queryAll({ pk: id, from: '' })).toEqual([]);
  });

  it('shares its address with no other', async () => {
    const { settings, id } = await api.make('POST /v1/sources', aMailbox());
    const other = await api.make('POST /v1/sources', aMailbox());
    const aliases = ['free@example.com', settings.address.toUpperCase()];

    const told = await api.ask('POST /v1/sources', { body: aMailbox({ settings: { aliases } }) });
    const moved = await api.ask(`PATCH /v1/sources/${other.id}`, {
      body: { settings: { address: settings.address } },
    });
    const same = await api.ask(`PATCH /v1/sources/${id}`, { body: { name: 'Still mine' } });

    expect(told).toMatchObject({ status: 409, body: { code: 'in-use' } });
    expect(told.body.errors[0].path).toBe('settings.aliases.1');
    expect(moved.status).toBe(409);
    expect(same.status).toBe(200);
  });

  it('is one of two that ask for an address at once', async () => {
    const body = aMailbox();

    const told = await Promise.all([1, 2].map(() => api.ask('POST /v1/sources', { body })));

    expect(told.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it.each([
    [{ type: 'fax' }, ['type']],
    [
      { type: 'form', settings: { fields: [{ name: '1st' }] } },
      ['settings.fields.0.label', 'settings.fields.0.name'],
    ],
    [{ type: 'form', secrets: { x: 'y' } }, ['secrets.x']],
    [{ type: 'api', settings: { address: 'a@b.c' } }, ['settings.address']],
    [{ type: 'email', settings: {} }, ['settings.address']],
    [{ type: 'email', settings: { address: 'nobody' } }, ['settings.address']],
    [{ type: 'email', settings: { address: 'a@b.c', domain: 'x' } }, ['settings.domain']],
    [
      { type: 'email', settings: { address: 'a@b.c' }, secrets: { bearerToken: 'x' } },
      ['secrets.bearerToken'],
    ],
    [
      { type: 'email', settings: { address: 'a@b.c', provider: 'raw' }, secrets: { apiKey: 'x' } },
      ['secrets.apiKey'],
    ],
    [{ type: 'form', departmentId: 'dep_gone' }, ['departmentId']],
    [{ type: 'form', departmentId: 'gone' }, ['departmentId']],
  ])('is refused with the path of each fault: %j', async (input, paths) => {
    const body = { name: 'Bad', departmentId: 'dep_default', ...input };

    const told = await api.ask('POST /v1/sources', { body });

    expect(told).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(told.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(paths);
  });

  it.each([
    [{ type: 'form' }, ['type']],
    [{ settings: { adress: 'x@example.com' } }, ['settings.adress']],
    [{ settings: { address: null } }, ['settings.address']],
    [{ settings: null }, ['settings']],
    [{ secrets: { pin: '1' } }, ['secrets.pin']],
    [{ secretsSet: [] }, ['secretsSet']],
    [{ departmentId: 'dep_gone' }, ['departmentId']],
  ])('refuses the change %j', async (body, paths) => {
    const { id } = await api.make('POST /v1/sources', aMailbox());

    const told = await api.ask(`PATCH /v1/sources/${id}`, { body });

    expect(told).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(told.body.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
    expect((await api.ask(`GET /v1/sources/${id}`)).body.version).toBe(1);
  });
});
