import { type AttributeValue, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import { isAlike } from '#shared/domain/account/audit-entry.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

const all = 104;
let api: TestApi;
let client: DynamoDBClient;
beforeAll(async () => {
  api = await startApi({ '/dry-run': tickets, '/v1/tickets': tickets, '/v1': configuration });
  client = new DynamoDBClient(api.clientSettings);
  const customer = { email: 'carl@customer.example' };
  const open = (subject: string) => api.make('POST /v1/tickets', { subject, body: 'Hello', customer });
  for (let count = 0; count < all; count += 8) {
    api.clock.moveTo(api.clock.now() + 1000);
    await Promise.all(Array.from({ length: 8 }, (_, more) => open(`Ticket ${count + more}`)));
  }
});
afterAll(async () => {
  client.destroy();
  await api.close();
});

type Item = Readonly<Record<string, AttributeValue>>;

async function everything(): Promise<Map<string, Item>> {
  const items: Item[] = [];
  for await (const page of paginateScan({ client }, { TableName: api.name }))
    items.push(...(page.Items ?? []));
  return new Map(items.map((item) => [`${item['pk']?.S} ${item['sk']?.S}`, item]));
}

/** What is not as it was, by its keys. */
async function changedSince(before: ReadonlyMap<string, Item>): Promise<string[]> {
  const now = await everything();
  const keys = [...new Set([...before.keys(), ...now.keys()])];
  return keys.filter((key) => !isAlike(before.get(key), now.get(key)));
}

const actions = [
  { type: 'addTags', tags: ['dry'] },
  { type: 'answer', body: 'We are on it.' },
  { type: 'sendMail', to: 'team@other.example', subject: 'S', body: 'B' },
];
const groups = [{ conditions: [{ field: 'body', operator: 'contains', value: 'hello' }] }];
const kinds = [
  ['rules', () => ({ name: 'R', trigger: 'ticket.created', groups, actions, active: false })],
  [
    'time-rules',
    () => ({ name: 'T', trigger: { kind: 'sinceCreated', minutes: 1 }, groups, actions, active: false }),
  ],
  [
    'sla-rules',
    async () => {
      const level = await api.make('POST /v1/sla-levels', { name: 'L', targetMinutes: { firstAnswer: 60 } });
      return { name: 'S', groups, levelId: level.id };
    },
  ],
] as const;

describe.each(kinds)('a dry run of one of the %s', (path, said) => {
  it('over all tickets, a hundred at a time, leaves every item of the table as it is', async () => {
    const { id } = await api.make(`POST /v1/${path}`, await said());
    const line = `POST /v1/${path}/${id}/dry-run`;
    const before = await everything();

    const first = await api.make(line, { last: 100 });
    const second = await api.make(line, { last: 100, cursor: first.nextCursor });

    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([100, all - 100, null]);
    const runs: { ticketId: string; isMatch: boolean }[] = [...first.items, ...second.items];
    expect(new Set(runs.map(({ ticketId }) => ticketId)).size).toBe(all);
    expect(runs.filter(({ isMatch }) => !isMatch)).toEqual([]);
    expect(await changedSince(before)).toEqual([]);
  });

  it('takes no cursor of another rule, and no more than a hundred at once', async () => {
    const [one, other] = [
      await api.make(`POST /v1/${path}`, await said()),
      await api.make(`POST /v1/${path}`, await said()),
    ];
    const { nextCursor: cursor } = await api.make(`POST /v1/${path}/${one.id}/dry-run`, { last: 1 });
    const ask = (body: object) => api.ask(`POST /v1/${path}/${other.id}/dry-run`, { body });

    expect(await ask({ cursor })).toMatchObject({ status: 400, body: { code: 'invalid-cursor' } });
    expect(await ask({ last: 101 })).toMatchObject({ status: 400, body: { code: 'invalid' } });
  });
});

describe('a long rule', () => {
  it('is told of fewer tickets at once, so that the answer is not too long', async () => {
    const conditions = Array.from({ length: 50 }, () => ({
      field: 'subject',
      operator: 'isNot',
      value: 'x'.repeat(1000),
    }));
    const long = { name: 'R', trigger: 'ticket.created', groups: [{ conditions }, { conditions }], actions };
    const { id } = await api.make('POST /v1/rules', { ...long, active: false });

    const { items, nextCursor } = await api.make(`POST /v1/rules/${id}/dry-run`, { last: 100 });

    expect(items.length).toBeGreaterThan(1);
    expect(items.length).toBeLessThan(30);
    expect(nextCursor).not.toBeNull();
  });
});
