import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as customers } from '#functions/api/customers/function.ts';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1/customers': customers, '/v1/tickets': tickets, '/v1': organisation });
});
afterAll(() => api.close());

let made = 0;
function aCustomer(changes: object = {}) {
  made += 1;
  return api.make('POST /v1/customers', { name: `N${made}`, email: `n${made}@merge.example`, ...changes });
}
const merge = (id: string, sourceIds: readonly string[], headers: Record<string, string> = {}) =>
  api.ask(`POST /v1/customers/${id}/merge`, { body: { sourceIds }, headers });
const read = async (id: string) => (await api.ask(`GET /v1/customers/${id}`)).body;
const ticketsOf = async (path: string) =>
  (await api.ask(`GET ${path}`)).body.items.map(({ subject }: { subject: string }) => subject);
const write = (subject: string, email: string) =>
  api.make('POST /v1/tickets', { subject, body: 'B', customer: { email } });

describe('merging customers', () => {
  it('gives the target addresses and tickets, and the source answers as merged', async () => {
    const [target, source] = [await aCustomer(), await aCustomer({ group: 'vip', phone: '+390677777' })];
    await write('Of the target', target.email);
    await write('Of the source', source.email);

    const merged = await merge(target.id, [source.id]);
    await write('Afterwards', source.email);

    expect(merged).toMatchObject({
      status: 200,
      body: {
        name: target.name,
        email: target.email,
        phone: '+390677777',
        group: 'vip',
        mergedIds: [source.id],
      },
    });
    expect(await read(source.id)).toEqual(await read(target.id));
    const his = ['Afterwards', 'Of the source', 'Of the target'];
    expect((await ticketsOf(`/v1/customers/${target.id}/tickets`)).toSorted()).toEqual(his);
    expect((await ticketsOf(`/v1/tickets?customerId=${target.id}`)).toSorted()).toEqual(his);
    expect((await api.ask(`GET /v1/customers?email=${source.email}`)).body.items).toMatchObject([
      { id: target.id },
    ]);
    const listed = await api.ask('GET /v1/customers?limit=100');
    expect(listed.body.items.map(({ id }: { id: string }) => id)).not.toContain(source.id);
    const inGroup = await api.ask('GET /v1/customers?group=vip');
    expect(inGroup.body.items.map(({ id }: { id: string }) => id)).toEqual([target.id]);
    expect((await api.ask(`DELETE /v1/customers/${target.id}`)).body.code).toBe('in-use');
  });

  it('is kept in the audit log by ids alone', async () => {
    const [target, source] = [await aCustomer(), await aCustomer({ name: 'Unmistakable' })];

    await merge(target.id, [source.id]);

    const entries = JSON.stringify(await api.table.queryAll({ pk: 'AUDIT#2026-11-21', from: '' }));
    expect(entries).toContain('customer.merged');
    expect(entries).toContain(source.id);
    expect(entries).not.toContain('Unmistakable');
    expect(entries).not.toContain(source.email);
  });

  it('refuses changes of who was merged, and tells who he is', async () => {
    const [target, source, third] = [await aCustomer(), await aCustomer(), await aCustomer()];
    await merge(target.id, [source.id]);

    const told = [
      await api.ask(`PATCH /v1/customers/${source.id}`, { body: { name: 'X' } }),
      await api.ask(`DELETE /v1/customers/${source.id}`),
      await api.ask(`POST /v1/customers/${source.id}/erase`),
      await merge(third.id, [source.id]),
      await merge(source.id, [third.id]),
    ];

    expect(told.map(({ status, body }) => [status, body.code])).toEqual(
      told.map(() => [409, 'customer-is-merged']),
    );
    expect((await merge(target.id, [source.id])).body).toEqual(await read(target.id));
    expect((await merge(target.id, [target.id])).body.code).toBe('merge-not-allowed');
    expect((await merge(target.id, ['cus_gone'])).status).toBe(404);
    expect((await merge(target.id, [third.id, third.id])).status).toBe(400);
    expect((await merge(target.id, [])).status).toBe(400);
  });

  it('has one effect under one Idempotency-Key', async () => {
    const [target, source] = [await aCustomer(), await aCustomer()];
    const headers = { 'idempotency-key': 'merge-once' };

    const told = await Promise.all([1, 2, 3].map(() => merge(target.id, [source.id], headers)));

    for (const { body } of told) expect(body).toEqual(await read(target.id));
    expect(told[0]?.body.version).toBe(2);
  });

  /** Who somebody is by now, under each of these ids. */
  const readAll = (all: readonly { id: string }[]) => Promise.all(all.map(({ id }) => read(id)));
  const ownersOf = async (email: string): Promise<string[]> =>
    (await api.ask(`GET /v1/customers?email=${email}`)).body.items.map(({ id }: { id: string }) => id);

  it('is safe when two merge each other, edit, and merge the same one elsewhere at once', async () => {
    for (let round = 0; round < 6; round++) {
      const all = [await aCustomer(), await aCustomer(), await aCustomer()];
      const [one, other, third] = all;

      await Promise.all([
        merge(one.id, [other.id]),
        merge(other.id, [one.id]),
        merge(third.id, [other.id]),
        api.ask(`PATCH /v1/customers/${other.id}`, {
          body: { addresses: [...other.addresses, { kind: 'x', value: `x${round}` }] },
        }),
      ]);

      const now = await readAll(all);
      for (const [at, { id, email }] of all.entries()) {
        expect([now[at].id, ...now[at].mergedIds]).toContain(id);
        expect(await ownersOf(email)).toEqual([now[at].id]);
      }
      const living = new Set(now.map(({ id }) => id));
      const merged = now.filter(({ id }, at) => now.findIndex((any) => any.id === id) === at);
      expect(merged.flatMap(({ mergedIds }) => mergedIds)).toHaveLength(3 - living.size);
      expect(living.size).toBeLessThan(3);
    }
  });

  /** Each by his address, unless nobody has that any more because he was erased. */
  async function expectReachable(...all: { id: string; email: string }[]) {
    for (const { id, email } of all) {
      const now = await read(id);
      expect(await ownersOf(email)).toEqual(now.erasedAt === null ? [now.id] : []);
    }
  }

  it('is safe while one of them is erased', async () => {
    for (let round = 0; round < 6; round++) {
      const [target, source] = [await aCustomer(), await aCustomer()];
      const erased = round % 2 === 0 ? target : source;

      const [merging, erasing] = await Promise.all([
        merge(target.id, [source.id]),
        api.ask(`POST /v1/customers/${erased.id}/erase`),
      ]);

      expect([200, 409]).toContain(merging.status);
      expect([202, 409]).toContain(erasing.status);
      expect([merging, erasing].some(({ status }) => status < 300)).toBe(true);
      await expectReachable(target, source);
      expect((await read(erased.id)).erasedAt === null).toBe(erasing.status !== 202);
    }
  });

  it('follows mergers of mergers, and lists what stands under every id', async () => {
    const [first, second, third] = [await aCustomer({ name: null }), await aCustomer(), await aCustomer()];
    await write('Of the first', first.email);
    await merge(second.id, [first.id]);
    await merge(third.id, [second.id]);

    const now = await read(first.id);

    expect(now).toMatchObject({ id: third.id, mergedIds: [second.id, first.id] });
    for (const { id } of [first, second, third]) {
      expect(await ticketsOf(`/v1/customers/${id}/tickets`)).toEqual(['Of the first']);
      expect(await ticketsOf(`/v1/tickets?customerId=${id}`)).toEqual(['Of the first']);
    }
  });

  it('takes as many at once as it may, with as many addresses', async () => {
    const phones = Array.from({ length: 20 }, (_, at) => ({ phone: `+39065550${10 + at}` }));
    const [target, ...sources] = await Promise.all(phones.map(aCustomer));
    const bare = await api.make('POST /v1/customers', { name: 'Nowhere' });
    const ids = [...sources, bare].map(({ id }) => id);

    const merged = await merge(target.id, ids, { 'idempotency-key': 'merge-many' });

    expect(merged).toMatchObject({ status: 200, body: { mergedIds: ids } });
    expect(merged.body.addresses).toHaveLength(40);
    expect(await ownersOf(sources.at(-1).email)).toEqual([target.id]);
    const full = await aCustomer();
    expect((await merge(full.id, [target.id])).body.code).toBe('merge-not-allowed');
  });

  it('passes over whom he is already', async () => {
    const [target, source, late] = [await aCustomer(), await aCustomer(), await aCustomer()];
    await merge(target.id, [source.id]);

    const twice = await merge(target.id, [source.id]);
    const more = await merge(target.id, [source.id, late.id]);

    expect(twice.body).toMatchObject({ version: 2, mergedIds: [source.id] });
    expect(more.body).toMatchObject({ version: 3, mergedIds: [source.id, late.id] });
  });

  it('lets who answered a source first answer for the target, until somebody else did', async () => {
    const [target, source] = [await aCustomer(), await aCustomer()];
    await write('Answered', source.email);
    const [ticket] = (await api.ask(`GET /v1/customers/${source.id}/tickets`)).body.items;
    await api.make(`POST /v1/tickets/${ticket.id}/messages`, { type: 'reply', body: 'Gladly.' });

    const merged = await merge(target.id, [source.id]);

    expect(merged.body.lastAgentId).toMatch(/^agt_/);
    expect(await read(target.id)).toEqual(merged.body);
  });
});
