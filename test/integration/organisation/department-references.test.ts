import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import { startApi, type TestApi, type Told } from '#test/support/api.ts';

const kinds = ['ticketCreated', 'answer', 'resolved', 'offline'];
/** Of each kind one. */
const templateIds: Record<string, string> = {};
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1/templates': configuration, '/v1': organisation });
  for (const kind of kinds) {
    const template = { name: kind, kind, text: kind === 'answer' ? '{{message}}' : 'Hello' };
    templateIds[kind] = (await api.make('POST /v1/templates', template)).id;
  }
});
afterAll(() => api.close());

const make = () => api.make('POST /v1/departments', { name: 'Sales' });
const edit = (id: string, body: object) => api.ask(`PATCH /v1/departments/${id}`, { body });
const faults = ({ status, body }: Told) => [
  status,
  body.code,
  body.errors?.map(({ path }: { path: string }) => path).sort(),
];

describe('what a department refers to', () => {
  it.each([
    [{ businessHoursId: 'bh_gone' }, ['businessHoursId']],
    [{ businessHoursId: 'dep_default' }, ['businessHoursId']],
    [
      { escalation: { departmentId: 'dep_gone', agentId: 'agt_gone' } },
      ['escalation.agentId', 'escalation.departmentId'],
    ],
    [
      { templateIds: { answer: 'tpl_gone', offline: 'tpl_gone' } },
      ['templateIds.answer', 'templateIds.offline'],
    ],
    [{ language: 'a very long language' }, ['language']],
    [{ language: 'x' }, ['language']],
    [{ sender: { name: 'X', address: 'nobody' } }, ['sender.address']],
    [{ supportAddresses: ['a@example.com', 'A@example.com'] }, ['supportAddresses.1']],
    [{ greeting: { fax: 'Hello' }, colour: 'red' }, ['colour', 'greeting.fax']],
    [{ toSolve: 'yes', signature: 'x'.repeat(10_001) }, ['signature', 'toSolve']],
    [
      { offlineText: { chat: 'x'.repeat(2001) }, greeting: { call: 7 } },
      ['greeting.call', 'offlineText.chat'],
    ],
  ])('is there and fits, also after a change: case %#', async (said, paths) => {
    const { id } = await make();

    const told = [
      await api.ask('POST /v1/departments', { body: { name: 'X', ...said } }),
      await edit(id, said),
    ];

    expect(told.map(faults)).toEqual(Array(2).fill([400, 'invalid', paths]));
    expect((await api.ask(`GET /v1/departments/${id}`)).body.version).toBe(1);
  });

  it.each(kinds)('is a template of its kind: %s', async (kind) => {
    const { id } = await make();
    const set = (of: string) => edit(id, { templateIds: { [kind]: templateIds[of] } });
    const others = kinds.filter((one) => one !== kind);

    for (const other of others) {
      expect(faults(await set(other))).toEqual([400, 'invalid', [`templateIds.${kind}`]]);
    }
    expect((await set(kind)).body.templateIds[kind]).toBe(templateIds[kind]);
    expect((await api.ask(`DELETE /v1/templates/${templateIds[kind]}`)).body.code).toBe('in-use');
  });

  it('is no template without the place of the message', async () => {
    const without = { name: 'A', kind: 'answer', text: 'Dear {{customer.name}}' };

    expect(faults(await api.ask('POST /v1/templates', { body: without }))).toEqual([
      400,
      'invalid',
      ['text'],
    ]);
  });
});
