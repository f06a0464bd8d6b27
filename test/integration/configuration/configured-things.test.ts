import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler } from '#functions/api/configuration/function.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1': handler });
});
afterAll(() => api.close());

const office = {
  name: 'Office',
  timezone: 'Europe/Rome',
  weekly: { monday: [{ from: '09:00', to: '17:00' }] },
};
const gold = { name: 'Gold', targetMinutes: { firstAnswer: 60 } };
const stale = {
  name: 'Stale',
  trigger: { kind: 'sinceCustomerMessage', minutes: 60 },
  actions: [{ type: 'setPriority', priority: 'high' }],
};

describe('configured things', () => {
  it('are created, read, listed, changed and deleted', async () => {
    const made = await api.ask('POST /v1/sla-levels', { body: gold });
    const id = made.body.id as string;

    expect(made).toMatchObject({ status: 201, headers: { etag: '"1"' } });
    expect(made.body).toMatchObject({ name: 'Gold', warnAtPercent: 80, businessHoursId: null, version: 1 });
    expect(id).toMatch(/^sla_[0-9a-z]{26}$/);
    expect((await api.ask(`GET /v1/sla-levels/${id}`)).body).toEqual(made.body);
    expect((await api.ask('GET /v1/sla-levels')).body).toMatchObject({ items: [{ id }], nextCursor: null });

    const edited = await api.ask(`PATCH /v1/sla-levels/${id}`, {
      body: { targetMinutes: { nextAnswer: 30 } },
    });
    expect(edited.body).toMatchObject({ version: 2, targetMinutes: { firstAnswer: 60, nextAnswer: 30 } });

    expect((await api.ask(`DELETE /v1/sla-levels/${id}`)).status).toBe(204);
    expect((await api.ask(`GET /v1/sla-levels/${id}`)).status).toBe(404);
    expect((await api.ask(`DELETE /v1/sla-levels/${id}`)).status).toBe(404);
  });

  it('keep their version when a change changes nothing', async () => {
    const { id } = await api.make('POST /v1/time-rules', stale);

    const edited = await api.ask(`PATCH /v1/time-rules/${id}`, { body: { name: 'Stale' } });

    expect(edited.body.version).toBe(1);
  });

  it('are not filled with defaults by a change', async () => {
    const { id } = await api.make('POST /v1/time-rules', { ...stale, order: 7, note: 'why' });

    const edited = await api.ask(`PATCH /v1/time-rules/${id}`, { body: { active: false } });

    expect(edited.body).toMatchObject({ active: false, order: 7, note: 'why', version: 2 });
  });

  it.each(['PATCH', 'DELETE'])('refuse %s on another version', async (method) => {
    const { id } = await api.make('POST /v1/business-hours', office);
    const headers = { 'if-match': '"7"' };

    const told = await api.ask(`${method} /v1/business-hours/${id}`, { headers, body: { name: 'New' } });

    expect(told).toMatchObject({ status: 412, body: { code: 'version-is-stale' } });
    expect((await api.ask(`GET /v1/business-hours/${id}`)).body.name).toBe('Office');
  });

  it('are listed page by page, the newest first', async () => {
    const { id: levelId } = await api.make('POST /v1/sla-levels', gold);
    const ids: string[] = [];
    for (const name of ['one', 'two', 'three']) {
      ids.unshift((await api.make('POST /v1/sla-rules', { name, levelId })).id);
    }

    const first = await api.ask('GET /v1/sla-rules?limit=2');
    const second = await api.ask(`GET /v1/sla-rules?limit=2&cursor=${first.body.nextCursor}`);

    const listed = [...first.body.items, ...second.body.items].map(({ id }: { id: string }) => id);
    expect(listed).toEqual(ids);
    expect(second.body.nextCursor).toBeNull();
  });

  it('are made once for one idempotency key', async () => {
    const headers = { 'idempotency-key': 'once' };
    const post = () => api.ask('POST /v1/business-hours', { body: { ...office, name: 'Once' }, headers });

    const [one, other] = await Promise.all([post(), post()]);
    const later = await post();

    expect(new Set([one, other, later].map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set([one, other, later].map(({ body }) => body.id)).size).toBe(1);
    const { items } = (await api.ask('GET /v1/business-hours?limit=100')).body;
    expect(items.filter(({ name }: { name: string }) => name === 'Once')).toHaveLength(1);
  });

  it('are all kept when many are made at once', async () => {
    const names = Array.from({ length: 20 }, (_, position) => `Parallel ${position}`);

    const told = await Promise.all(
      names.map((name) => api.ask('POST /v1/business-hours', { body: { ...office, name } })),
    );

    expect(told.map(({ status }) => status)).toEqual(names.map(() => 201));
  });
});

describe('references', () => {
  it('are refused when they lead nowhere, each with its path', async () => {
    const actions = [
      { type: 'setPriority', priority: 'low' },
      { type: 'transfer', departmentId: 'dep_gone', agentId: 'agt_gone' },
    ];

    const told = await api.ask('POST /v1/time-rules', { body: { ...stale, actions } });

    expect(told).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(told.body.errors).toEqual([
      { path: 'actions.1.departmentId', message: 'There is no such department' },
      { path: 'actions.1.agentId', message: 'There is no such agent' },
    ]);
  });

  it('protect what they name from deletion', async () => {
    const hours = await api.make('POST /v1/business-hours', office);
    const level = await api.make('POST /v1/sla-levels', { ...gold, businessHoursId: hours.id });

    const told = await api.ask(`DELETE /v1/business-hours/${hours.id}`);

    expect(told).toMatchObject({ status: 409, body: { code: 'in-use', id: level.id } });
  });

  it('hold when naming and deleting meet', async () => {
    const hours = await api.make('POST /v1/business-hours', office);

    const [named, deleted] = await Promise.all([
      api.ask('POST /v1/sla-levels', { body: { ...gold, businessHoursId: hours.id } }),
      api.ask(`DELETE /v1/business-hours/${hours.id}`),
    ]);

    expect([
      [201, 409],
      [400, 204],
    ]).toContainEqual([named.status, deleted.status]);
  });
});

describe('bad input', () => {
  const long = 'x'.repeat(101);
  it.each([
    ['POST /v1/sla-levels', {}, ['name', 'targetMinutes']],
    ['POST /v1/sla-levels', { ...gold, extra: 1 }, ['extra']],
    ['POST /v1/sla-levels', { ...gold, targetMinutes: { firstAnswer: 0 } }, ['targetMinutes.firstAnswer']],
    ['POST /v1/sla-levels', { ...gold, businessHoursId: 'dep_x' }, ['businessHoursId']],
    ['POST /v1/sla-levels', { ...gold, name: long }, ['name']],
    ['POST /v1/sla-levels', [gold], ['$']],
    ['POST /v1/sla-levels', null, ['$']],
    ['POST /v1/business-hours', { ...office, timezone: 'Mars/Base' }, ['timezone']],
    ['POST /v1/business-hours', { ...office, weekly: {} }, ['weekly']],
    [
      'POST /v1/business-hours',
      { ...office, weekly: { monday: [{ from: '9', to: '09:00' }] } },
      ['weekly.monday.0.from'],
    ],
    ['POST /v1/sla-rules', { name: 'x', levelId: 'sla_gone' }, ['levelId']],
    ['POST /v1/time-rules', { ...stale, trigger: { kind: 'never', minutes: 1 } }, ['trigger.kind']],
    ['POST /v1/time-rules', { ...stale, actions: [{ type: 'explode' }] }, ['actions.0.type']],
    [
      'POST /v1/time-rules',
      { ...stale, groups: [{ conditions: [{ field: 'status', operator: 'oneOf', value: 'new' }] }] },
      ['groups.0.conditions.0.value'],
    ],
    [
      'POST /v1/sla-rules',
      {
        name: 'x',
        levelId: 'sla_gone',
        groups: [{ conditions: [{ field: 'departmentId', operator: 'oneOf', value: ['dep_gone'] }] }],
      },
      ['levelId', 'groups.0.conditions.0.value.0'],
    ],
    [
      'POST /v1/sla-rules',
      {
        name: 'x',
        levelId: 'sla_gone',
        groups: [{ conditions: [{ field: 'body', operator: 'matches', value: '(?=a)' }] }],
      },
      ['groups.0.conditions.0.value'],
    ],
    [
      'POST /v1/time-rules',
      { ...stale, groups: [{ conditions: [{ field: 'moon', operator: 'is', value: 'monday' }] }] },
      ['groups.0.conditions.0.field'],
    ],
    ['PATCH /v1/settings', { timezone: 'Nowhere' }, ['timezone']],
    ['PATCH /v1/settings', { timezone: null }, ['timezone']],
    ['PATCH /v1/settings', { autoCloseAfterDays: 1.5, affinity: 'yes' }, ['autoCloseAfterDays', 'affinity']],
    ['PATCH /v1/settings', { businessHoursId: 'bh_gone' }, ['businessHoursId']],
    ['PATCH /v1/settings', { id: 'x', version: 9 }, ['id', 'version']],
  ])('%s %j names %j', async (line, body, paths) => {
    const told = await api.ask(line, { body });

    expect(told).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(told.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([...paths].sort());
  });

  it('is refused when it is larger than an item may be', async () => {
    const holidays = Array.from({ length: 2000 }, () => ({ date: '2026-12-25', name: 'x'.repeat(100) }));

    const told = await api.ask('POST /v1/business-hours', { body: { ...office, holidays } });

    expect(told).toMatchObject({ status: 413, body: { code: 'too-large' } });
  });

  it.each(['DELETE /v1/sla-levels/sla_gone', 'PATCH /v1/time-rules/x', 'GET /v1/sources/%20'])(
    '%s is 404',
    async (line) => {
      const told = await api.ask(line, line.startsWith('PATCH') ? { body: {} } : {});

      expect(told).toMatchObject({ status: 404, body: { code: 'not-found' } });
    },
  );
});

describe('settings', () => {
  it('are changed, and tell in the audit log what was before', async () => {
    const told = await api.ask('PATCH /v1/settings', { body: { affinity: false }, sourceIp: '203.0.113.77' });

    expect(told.body).toMatchObject({ affinity: false, toSolveOrder: 'importance', version: 2 });
    const entries = await api.table.queryAll({ pk: 'AUDIT#2026-11-21', from: '' });
    const entry = entries
      .map((item) => item['data'])
      .find((data) => JSON.stringify(data).includes('affinity'));
    expect(entry).toMatchObject({
      action: 'settings.changed',
      sourceIp: '203.0.113.77',
      before: { affinity: true, version: 1 },
      after: { affinity: false, version: 2 },
    });
  });
});
