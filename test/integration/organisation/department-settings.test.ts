import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import { startApi, type TestApi, type Told } from '#test/support/api.ts';

let api: TestApi;
/** Of each kind one. */
const templateIds: Record<string, string> = {};
let businessHoursId: string;
let agentId: string;
beforeAll(async () => {
  api = await startApi({
    '/v1/business-hours': configuration,
    '/v1/templates': configuration,
    '/v1': organisation,
  });
  for (const kind of ['ticketCreated', 'answer', 'resolved', 'offline']) {
    const template = { name: kind, kind, text: kind === 'answer' ? '{{message}}' : 'Hello' };
    templateIds[kind] = (await api.make('POST /v1/templates', template)).id;
  }
  const office = {
    name: 'Office',
    timezone: 'Europe/Rome',
    weekly: { monday: [{ from: '09:00', to: '17:00' }] },
  };
  businessHoursId = (await api.make('POST /v1/business-hours', office)).id;
  agentId = (await api.make('POST /v1/agents', { name: 'Ada', email: 'ada@example.com' })).id;
});
afterAll(() => api.close());

const make = (input: object = {}) => api.make('POST /v1/departments', { name: 'Sales', ...input });
const read = async (id: string) => (await api.ask(`GET /v1/departments/${id}`)).body;
const edit = (id: string, body: object) => api.ask(`PATCH /v1/departments/${id}`, { body });
const faults = ({ status, body }: Told) => [
  status,
  body.code,
  body.errors?.map(({ path }: { path: string }) => path).sort(),
];

const defaults = {
  description: null,
  toSolve: true,
  supportAddresses: [],
  sender: { name: null, address: null },
  language: null,
  businessHoursId: null,
  signature: null,
  distribution: {
    ticket: { method: 'none' },
    chat: {
      method: 'ringToAll',
      ringSeconds: 30,
      maxQueueLength: 20,
      chatIdleMinutes: 10,
      wrapUpSeconds: 0,
      autoPause: false,
    },
    call: { method: 'random', ringSeconds: 30, maxQueueLength: 20, wrapUpSeconds: 0, autoPause: false },
  },
  greeting: { chat: null, call: null },
  offlineText: { chat: null, call: null },
  templateIds: { ticketCreated: null, answer: null, resolved: null, offline: null },
  escalation: { departmentId: null, agentId: null },
};

/** Everything that can be said. */
const whole = () => ({
  name: 'Care',
  description: 'For those who bought.',
  toSolve: false,
  supportAddresses: ['care@example.com', 'help@example.com'],
  sender: { name: 'Care', address: 'care@example.com' },
  language: 'pt-BR',
  businessHoursId,
  signature: 'Yours',
  distribution: {
    ticket: { method: 'priority' },
    chat: {
      method: 'random',
      ringSeconds: 15,
      maxQueueLength: 0,
      chatIdleMinutes: 1,
      wrapUpSeconds: 60,
      autoPause: true,
    },
    call: {
      method: 'ringToAll',
      ringSeconds: 300,
      maxQueueLength: 1000,
      wrapUpSeconds: 3600,
      autoPause: true,
    },
  },
  greeting: { chat: 'Hello', call: 'Good day' },
  offlineText: { chat: 'We sleep', call: 'Call again' },
  templateIds: { ...templateIds },
  escalation: { departmentId: 'dep_default', agentId },
});

describe('a department', () => {
  it('is read with everything that was left out', async () => {
    const { id } = await make();

    expect(await read(id)).toEqual({
      ...defaults,
      name: 'Sales',
      id,
      version: 1,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
  });

  it('keeps everything that was said', async () => {
    const { id } = await make(whole());

    expect(await read(id)).toMatchObject(whole());
    await edit(id, { supportAddresses: [] });
  });

  it.each([
    { change: { distribution: { ticket: { method: 'random' } } } },
    { change: { distribution: { chat: { autoPause: true } } } },
    { change: { distribution: { call: { method: 'priority', wrapUpSeconds: 5 } } } },
    { change: { greeting: { call: 'Hello' } } },
    { change: { offlineText: { chat: 'Later' } } },
    { change: { sender: { name: 'Ours' } } },
    { change: { escalation: { departmentId: 'dep_default' } } },
    { change: { language: 'de', signature: 'Yours' } },
  ])('changes $change and leaves all else as it was', async ({ change }) => {
    const { id } = await make(change);
    const other = await make();

    const edited = await edit(other.id, change);

    const { id: _, version: __, createdAt: ___, updatedAt: ____, ...made } = await read(id);
    expect(edited).toMatchObject({ status: 200, body: { ...made, version: 2 } });
  });

  it('takes null where nothing is to be said any more', async () => {
    const { id } = await make({ signature: 'Yours', language: 'en', greeting: { chat: 'Hello' } });

    const edited = await edit(id, { signature: null, language: null, greeting: { chat: null } });

    expect(edited.body).toMatchObject({ signature: null, language: null, greeting: { chat: null } });
  });
});

const ringing = ['ringToAll', 'random', 'roundRobin', 'averageUtilization', 'maxUtilization', 'priority'];

describe('the distribution of a department', () => {
  it.each([
    ['ticket', [...ringing.slice(1), 'none'], ['ringToAll', 'loudest']],
    ['chat', ringing, ['none', 'loudest']],
    ['call', ringing, ['none', 'loudest']],
  ])('of a %s has its methods, and no others', async (channel, known, unknown) => {
    const { id } = await make();
    const set = (method: string) => edit(id, { distribution: { [channel]: { method } } });

    for (const method of known) expect((await set(method)).status, method).toBe(200);
    for (const method of unknown) {
      expect(faults(await set(method)), method).toEqual([400, 'invalid', [`distribution.${channel}.method`]]);
    }
  });

  it.each([
    ['chat', 'ringSeconds', 5, 300],
    ['call', 'ringSeconds', 5, 300],
    ['chat', 'maxQueueLength', 0, 1000],
    ['call', 'maxQueueLength', 0, 1000],
    ['chat', 'wrapUpSeconds', 0, 3600],
    ['call', 'wrapUpSeconds', 0, 3600],
    ['chat', 'chatIdleMinutes', 1, 1440],
  ])('of a %s keeps %s within its limits', async (...[channel, field, least, most]) => {
    const { id } = await make();
    const set = (value: number) => edit(id, { distribution: { [channel]: { [field]: value } } });

    for (const value of [least, most]) expect((await set(value)).status).toBe(200);
    for (const value of [least - 1, most + 1, least + 0.5]) {
      expect(faults(await set(value))).toEqual([400, 'invalid', [`distribution.${channel}.${field}`]]);
    }
  });

  it.each([
    ['ticket', 'ringSeconds'],
    ['call', 'chatIdleMinutes'],
    ['fax', undefined],
  ])('of a %s knows no %s', async (channel, field) => {
    const said = field === undefined ? {} : { [field]: 10 };
    const path = ['distribution', channel, field].filter((part) => part !== undefined).join('.');

    expect(
      faults(
        await api.ask('POST /v1/departments', { body: { name: 'X', distribution: { [channel]: said } } }),
      ),
    ).toEqual([400, 'invalid', [path]]);
  });
});

describe('the support addresses of a department', () => {
  it('belong to no other, however they are written', async () => {
    await make({ name: 'First', supportAddresses: ['one@example.com'] });
    const second = await make({ name: 'Second', supportAddresses: ['two@example.com'] });
    const supportAddresses = ['two@example.com', 'ONE@Example.com'];

    const told = [
      await api.ask('POST /v1/departments', {
        body: { name: 'Third', supportAddresses: ['One@example.com'] },
      }),
      await edit(second.id, { supportAddresses }),
    ];

    expect(told.map(faults)).toEqual([
      [409, 'in-use', ['supportAddresses.0']],
      [409, 'in-use', ['supportAddresses.1']],
    ]);
    expect((await read(second.id)).supportAddresses).toEqual(['two@example.com']);
  });

  it('stay with it through its other changes, and are free once it lets them go', async () => {
    const { id } = await make({ supportAddresses: ['three@example.com'] });

    expect((await edit(id, { supportAddresses: ['three@example.com'], toSolve: false })).status).toBe(200);
    expect((await edit(id, { supportAddresses: [] })).status).toBe(200);
    expect((await make({ supportAddresses: ['three@example.com'] })).version).toBe(1);
  });
});
