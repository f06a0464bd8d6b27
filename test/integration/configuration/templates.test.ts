import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1/departments': organisation, '/v1': configuration });
});
afterAll(() => api.close());

const answer = { name: 'Answer', kind: 'answer', text: 'Dear {{customer.name}},\n\n{{message}}' };

describe.each([
  ['tags', { name: 'billing' }, { color: '#33aa66' }, { description: null, color: null }],
  ['templates', answer, { html: '<p>{{{message}}}</p>' }, { subject: null, html: null, forAccount: false }],
  [
    'canned-messages',
    { name: 'Thanks', body: 'Thank you.' },
    { body: 'Many thanks.' },
    { departmentId: null },
  ],
])('%s', (...[collection, made, changed, filled]) => {
  it('are created, read, listed, changed and deleted', async () => {
    const thing = await api.make(`POST /v1/${collection}`, made);
    const path = `/v1/${collection}/${thing.id}`;

    expect(thing).toMatchObject({ ...made, ...filled, version: 1 });
    expect((await api.ask(`GET ${path}`)).body).toEqual(thing);
    expect((await api.ask(`GET /v1/${collection}`)).body.items).toContainEqual(thing);
    expect((await api.ask(`PATCH ${path}`, { body: changed })).body).toMatchObject({
      ...made,
      ...changed,
      version: 2,
    });
    expect((await api.ask(`DELETE ${path}`)).status).toBe(204);
    expect((await api.ask(`GET ${path}`)).status).toBe(404);
  });
});

const refused = (path: string) => ({ status: 400, body: { code: 'invalid', errors: [{ path }] } });

describe('a template', () => {
  it.each([
    [{ ...answer, text: 'No message' }, 'text'],
    [{ ...answer, text: '{{message}} {{unknown}}' }, 'text'],
    [{ ...answer, html: '<p>{{{customer.name}}}{{message}}</p>' }, 'html'],
    [{ ...answer, kind: 'other' }, 'kind'],
  ])('is refused when its text does not fit: %j', async (body, path) => {
    expect(await api.ask('POST /v1/templates', { body })).toMatchObject(refused(path));
  });

  it('is refused when a change makes it unfit', async () => {
    const { id } = await api.make('POST /v1/templates', answer);
    const change = (body: object) => api.ask(`PATCH /v1/templates/${id}`, { body });

    expect(await change({ text: 'No message' })).toMatchObject(refused('text'));
    expect(await change({ kind: 'offline' })).toMatchObject(refused('kind'));
  });

  it('is the account’s for its kind but once', async () => {
    const offline = { name: 'Offline', kind: 'offline', text: 'Later.', forAccount: true };
    const { id } = await api.make('POST /v1/templates', offline);

    expect(await api.ask('POST /v1/templates', { body: offline })).toMatchObject(refused('forAccount'));
    expect((await api.ask(`PATCH /v1/templates/${id}`, { body: { text: 'Tomorrow.' } })).status).toBe(200);
    await api.make('POST /v1/templates', { ...offline, forAccount: false });
  });

  it('is named by departments for its own kind only, and stays while one does', async () => {
    const { id } = await api.make('POST /v1/templates', answer);
    const department = (templateIds: object) =>
      api.ask('POST /v1/departments', { body: { name: 'Any', templateIds } });

    expect(await department({ answer: 'tpl_gone' })).toMatchObject(refused('templateIds.answer'));
    expect(await department({ resolved: id })).toMatchObject(refused('templateIds.resolved'));
    expect((await department({ answer: id })).status).toBe(201);
    expect(await api.ask(`DELETE /v1/templates/${id}`)).toMatchObject({
      status: 409,
      body: { code: 'in-use' },
    });
  });
});

describe('a tag', () => {
  it('has a name of its own, whatever its case and accents', async () => {
    const { id } = await api.make('POST /v1/tags', { name: 'Città' });

    expect(await api.ask('POST /v1/tags', { body: { name: 'CITTA' } })).toMatchObject(refused('name'));
    expect((await api.ask(`PATCH /v1/tags/${id}`, { body: { name: 'CITTÀ' } })).status).toBe(200);
  });
});

describe('a canned message', () => {
  it('is of a department that is there', async () => {
    const body = { name: 'Thanks', body: 'Thank you.', departmentId: 'dep_gone' };

    expect(await api.ask('POST /v1/canned-messages', { body })).toMatchObject(refused('departmentId'));
  });
});
