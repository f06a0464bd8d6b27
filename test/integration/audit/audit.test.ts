import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditRecord } from '#shared/domain/account/audit-log.ts';
import { openAuditLog } from '#shared/persistence/audit-log.ts';
import * as keys from '#shared/persistence/keys.ts';
import { remove, update } from '#shared/persistence/write.ts';
import { type AuditedApi, startAuditedApi } from './audited-api.ts';

const daySeconds = 86_400;
const secret = 'the-password-of-the-mailbox';
let api: AuditedApi;

beforeAll(async () => {
  api = await startAuditedApi();
});
afterAll(() => api.close());
beforeEach(() => api.pass(1));

describe('the audit log', () => {
  it('tells who changed what, from where, and what was before and after, the newest first', async () => {
    const agent = await api.anAgent();
    await api.ask(`PATCH /v1/agents/${agent.id}`, { body: { name: 'Bea' }, sourceIp: '198.51.100.7' });

    const [changed, created] = await api.list(`resource=${agent.id}`);

    expect(changed).toMatchObject({
      action: 'agent.changed',
      sourceIp: '198.51.100.7',
      agentId: expect.stringMatching(/^agt_/),
      keyId: expect.stringMatching(/^key_/),
      before: { name: 'Ada' },
      after: { name: 'Bea' },
    });
    expect(created).toMatchObject({ action: 'agent.created', before: null, after: { name: 'Ada' } });
    expect(changed).not.toHaveProperty('retentionDays');
  });

  it('never holds a secret', async () => {
    const source = await api.make('POST /v1/sources', {
      type: 'email',
      name: 'Mail',
      departmentId: 'dep_default',
      settings: { provider: 'raw', address: 'desk@example.com' },
      secrets: { bearerToken: secret },
    });
    await api.make(`PATCH /v1/sources/${source.id}`, { secrets: { bearerToken: `${secret}-2` } });
    const { id: agentId } = await api.anAgent();
    const { key } = await api.make('POST /v1/api-keys', { name: 'shop', agentId });
    const stranger = 'smk_somebody-elses-key';
    await api.ask('GET /v1/me', { key: stranger, sourceIp: '192.0.2.200' });

    const everything = JSON.stringify(await api.table.queryAll(keys.auditOf('2026-11-21', '')));
    const file = (await api.fileOf('')).bytes.toString();

    for (const text of [everything, file]) {
      expect(text).toContain('source.created');
      expect(text).toContain('signIn.refused');
      for (const hidden of [secret, key, stranger, keys.digestOfApiKey(key)]) {
        expect(text).not.toContain(hidden);
      }
    }
  });

  it('is for those who may read it', async () => {
    const { id: agentId } = await api.anAgent({ role: 'admin' });
    const made = await api.make('POST /v1/api-keys', {
      name: 'narrow',
      agentId,
      permissions: ['agents.manage'],
    });

    const told = await api.ask('GET /v1/audit', { key: made.key });

    expect(told).toMatchObject({ status: 403, body: { code: 'forbidden', permission: 'audit.read' } });
  });

  it('is kept as long as the settings say when it is written', async () => {
    await api.ask('PATCH /v1/settings', { body: { auditRetentionDays: 30 } });
    api.pass(1);
    const atSeconds = api.clock.now() / 1000;
    const { id: agentId } = await api.anAgent();
    await api.ask('PATCH /v1/settings', { body: { auditRetentionDays: 730 } });

    const items = await api.table.queryAll(keys.auditOf('2026-11-21', ''));

    const entry = items.find(({ data }) => (data as AuditRecord).resourceId === agentId);
    expect(entry?.['expiresAt']).toBe(atSeconds + 30 * daySeconds);
  });

  it('is not changed or deleted by anything that the system writes', async () => {
    const [entry] = await api.table.queryAll(keys.auditOf('2026-11-21', ''));
    const write = update(entry!, { set: [[['data', 'agentId'], 'agt_somebody']] });

    await expect(api.table.commit([write])).rejects.toThrow('only grows');
    await expect(api.table.commit([remove(entry!)])).rejects.toThrow('only grows');
    expect(await api.table.get(entry!)).toEqual(entry);
  });
});

describe('pages and filters of the audit log', () => {
  it('go back over days, empty ones too, and tell every entry once', async () => {
    const agents = [await api.anAgent()];
    for (const days of [1, 3, 40]) {
      api.pass(days * daySeconds);
      agents.push(await api.anAgent());
      agents.push(await api.anAgent());
    }

    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await api.ask(`GET /v1/audit?limit=2&action=agent.created${cursor}`);
      seen.push(...body.items.map(({ resourceId }: AuditRecord) => resourceId));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');

    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(0, 7)).toEqual(agents.toReversed().map(({ id }) => id));
  });

  it('keep to days and instants, both included', async () => {
    api.pass(daySeconds - ((api.clock.now() / 1000) % daySeconds));
    const midnight = await api.anAgent();
    const at = midnight.createdAt;
    const day = at.slice(0, 10);
    const yesterday = new Date(Date.parse(at) - 1).toISOString();
    const of = async (range: string) =>
      (await api.list(`${range}&resource=${midnight.id}`)).map(({ resourceId }) => resourceId);

    expect(await of(`from=${day}&to=${day}`)).toEqual([midnight.id]);
    expect(await of(`from=${at}&to=${at}`)).toEqual([midnight.id]);
    expect(await of(`to=${yesterday}`)).toEqual([]);
    expect(await of(`to=${yesterday.slice(0, 10)}`)).toEqual([]);
    expect(await of(`from=${new Date(Date.parse(at) + 1).toISOString()}`)).toEqual([]);
    expect(await of(`from=${day}T01:00:00%2B01:00&to=9999-12-31`)).toEqual([midnight.id]);
    expect(await of('from=0001-01-01')).toEqual([midnight.id]);
    expect(await of('from=2999-01-01')).toEqual([]);
  });

  it('find who did it, and what by its noun', async () => {
    const { id: agentId } = await api.anAgent({ role: 'admin' });
    const { key, id: keyId } = await api.make('POST /v1/api-keys', { name: 'all', agentId });
    api.pass(1);
    await api.ask('PATCH /v1/settings', { key, body: { language: 'it' } });
    await api.ask(`DELETE /v1/api-keys/${keyId}`, { key });

    const entries = await api.list(`agentId=${agentId}`);

    expect(entries.map(({ action }) => action).toSorted()).toEqual(['apiKey.deleted', 'settings.changed']);
    expect(await api.list(`agentId=${agentId}&action=settings`)).toHaveLength(1);
    expect(await api.list(`agentId=${agentId}&action=settings,apiKey.deleted`)).toHaveLength(2);
    expect(await api.list(`agentId=${agentId}&action=settings.deleted`)).toHaveLength(0);
  });

  it.each([
    ['from=yesterday', ['from']],
    ['to=2026-13-01', ['to']],
    ['from=2026-11-22&to=2026-11-21', ['to']],
    ['sort=at', ['sort']],
    ['format=xml', ['format']],
    ['limit=101', ['limit']],
    ['who=me', ['who']],
  ])('are refused with the path of each fault: %s', async (query, paths) => {
    const told = await api.ask(`GET /v1/audit?${query}`);

    expect(told).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(told.body.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
  });

  it('go on only where they were, with the same filters', async () => {
    const { body } = await api.ask('GET /v1/audit?limit=1&action=agent');

    const other = await api.ask(`GET /v1/audit?limit=1&action=apiKey&cursor=${body.nextCursor}`);

    expect(other).toMatchObject({ status: 400, body: { code: 'invalid-cursor' } });
  });

  it('read on where a page of the table is full of large entries', async () => {
    const log = openAuditLog(api.table);
    const principal = { agentId: 'agt_large', keyId: 'key_1', sourceIp: '203.0.113.9' };
    const large = { padding: 'x'.repeat(300_000) };
    for (let count = 0; count < 8; count++) {
      await log.append({
        ...principal,
        id: `aud_large${count}`,
        at: new Date(api.clock.now()).toISOString(),
        action: 'source.changed',
        resourceId: 'src_large',
        before: null,
        after: large,
        retentionDays: 30,
      });
    }

    expect(await api.list('resource=src_large')).toHaveLength(8);
  });
});
