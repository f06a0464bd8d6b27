import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as audit } from '#functions/api/audit/function.ts';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
let levelId: string;
beforeAll(async () => {
  api = await startApi({ '/v1/audit': audit, '/v1/tickets': tickets, '/v1': configuration });
  levelId = (await api.make('POST /v1/sla-levels', { name: 'L', targetMinutes: { firstAnswer: 60 } })).id;
});
afterAll(() => api.close());

const actions = [{ type: 'setPriority', priority: 'high' }];
const kinds = [
  ['rules', 'rule', () => ({ trigger: 'ticket.created', actions })],
  ['time-rules', 'timeRule', () => ({ trigger: { kind: 'sinceCreated', minutes: 5 }, actions })],
  ['sla-rules', 'slaRule', () => ({ levelId })],
] as const;

const orderOf = async (path: string) => (await api.ask(`GET /v1/${path}/order`)).body;

describe.each(kinds)('the order of %s', (path, noun, said) => {
  const names = ['one', 'two', 'three', 'four'];
  let ids: string[];
  beforeAll(async () => {
    ids = [];
    for (const name of names) {
      const active = name !== 'three';
      ids.push((await api.make(`POST /v1/${path}`, { ...said(), name, active })).id);
    }
  });
  const put = (wanted: readonly string[], headers = {}) =>
    api.ask(`PUT /v1/${path}/order`, { body: { ids: wanted }, headers });

  it('is that of their age while their numbers are equal', async () => {
    expect((await orderOf(path)).ids).toEqual(ids);
  });

  it('becomes what is asked for, in one transaction with one line of the audit log', async () => {
    const wanted = [ids[3]!, ids[0]!, ids[2]!, ids[1]!];

    const told = await put(wanted);

    expect(told).toMatchObject({ status: 200, body: { ids: wanted }, headers: { etag: expect.any(String) } });
    expect(await orderOf(path)).toEqual(told.body);
    const { items } = (await api.ask(`GET /v1/audit?action=${noun}.ordered`)).body;
    expect(items).toHaveLength(1);
    const [{ before, after }] = items;
    expect(Object.keys(before).toSorted()).toEqual(Object.keys(after).toSorted());
    for (const [id, order] of Object.entries(after)) {
      expect((await api.ask(`GET /v1/${path}/${id}`)).body).toMatchObject({ order, version: 2 });
    }
    ids = wanted;
  });

  it('leaves all as it is when it is so already', async () => {
    const { version } = await orderOf(path);

    expect((await put(ids)).body).toEqual({ ids, version });
  });

  it('names each rule that is unknown, named again or missing', async () => {
    const [first = '', second = '', third = '', fourth = ''] = ids;

    const told = await put([first, 'rul_gone', second, first]);

    expect(told).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(
      told.body.errors.map(({ path: at, message }: Record<string, string>) => `${at} ${message}`),
    ).toEqual([
      expect.stringMatching(/^ids\.1 names no/),
      `ids.3 names ${first} again`,
      `ids does not name ${third}`,
      `ids does not name ${fourth}`,
    ]);
    expect((await orderOf(path)).ids).toEqual(ids);
  });

  it('is refused on another version of the configuration', async () => {
    const { version } = await orderOf(path);
    await api.make('PATCH /v1/settings', { autoCloseAfterDays: version % 300 });

    const told = await put(ids.toReversed(), { 'if-match': `"${version}"` });

    expect(told).toMatchObject({ status: 412, body: { code: 'version-is-stale' } });
  });

  it('is one of the two when two ask at once', async () => {
    const [one, other] = [ids.toReversed(), [ids[1]!, ids[3]!, ids[0]!, ids[2]!]];

    const told = await Promise.all([put(one), put(other)]);

    expect(told.map(({ status }) => status)).toEqual([200, 200]);
    expect([one, other]).toContainEqual((await orderOf(path)).ids);
    ids = (await orderOf(path)).ids;
  });

  it('does not forget a rule that is made meanwhile', async () => {
    const [told, made] = await Promise.all([
      put(ids.toReversed()),
      api.make(`POST /v1/${path}`, { ...said(), name: 'meanwhile' }),
    ]);

    const now = (await orderOf(path)).ids;
    expect(now).toContain(made.id);
    if (told.status === 200) expect(now.filter((id: string) => id !== made.id)).toEqual(ids.toReversed());
    else expect(told.body.errors).toEqual([{ path: 'ids', message: `does not name ${made.id}` }]);
  });
});

describe('SLA rules', () => {
  it('give the level of the first that holds, in the order that was asked for', async () => {
    for (const id of (await orderOf('sla-rules')).ids) await api.ask(`DELETE /v1/sla-rules/${id}`);
    const levels: string[] = [];
    const ids: string[] = [];
    for (const name of ['Gold', 'Silver']) {
      const level = await api.make('POST /v1/sla-levels', { name, targetMinutes: { firstAnswer: 60 } });
      levels.push(level.id);
      ids.push((await api.make('POST /v1/sla-rules', { name, levelId: level.id })).id);
    }
    const customer = { email: 'carl@customer.example' };
    const given = async () =>
      (await api.make('POST /v1/tickets', { subject: 'S', body: 'B', customer })).sla.levelId;

    const before = await given();
    await api.make('PUT /v1/sla-rules/order', { ids: ids.toReversed() });
    const after = await given();

    expect([before, after]).toEqual(levels);
  });
});
