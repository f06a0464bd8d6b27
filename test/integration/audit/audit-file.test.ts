import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeLongRule } from '#test/support/long-rule.ts';
import { type AuditedApi, startAuditedApi } from './audited-api.ts';

let api: AuditedApi;

beforeAll(async () => {
  api = await startAuditedApi();
});
afterAll(() => api.close());

describe('the audit log as a file', () => {
  it('has the whole range by RFC 4180, with formulas disarmed', async () => {
    const { id: agentId } = await api.anAgent();
    const name = '=HYPERLINK("https://evil.example")';
    await api.make('POST /v1/api-keys', { name, agentId });

    const file = await api.fileOf('action=apiKey');

    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="audit-[\d-]+\.csv"$/);
    const [head, first] = file.bytes.toString().split('\r\n');
    expect(head).toBe('at,action,resourceId,agentId,keyId,sourceIp,before,after,id');
    expect(first).toContain(',apiKey.created,key_');
    expect(first).toContain('""name"":""=HYPERLINK(\\""https');
    const cells = file.bytes.toString().split(/[\r\n,]+/);
    expect(cells.filter((cell) => /^"?[=+@]/.test(cell))).toEqual([]);
  });

  it('is squeezed for who takes it so, and stands in the log itself', async () => {
    for (let count = 0; count < 30; count++) await api.anAgent();

    const file = await api.fileOf('action=agent', { 'accept-encoding': 'gzip, deflate' });

    const lines = gunzipSync(file.bytes).toString().trimEnd().split('\r\n');
    const [exported] = await api.list('action=audit.exported');
    expect(file.headers['content-encoding']).toBe('gzip');
    expect(lines.length).toBeGreaterThan(30);
    expect(exported).toMatchObject({
      agentId: expect.stringMatching(/^agt_/),
      after: { actions: ['agent'], count: lines.length - 1 },
    });
  });

  it('has its head where there is nothing', async () => {
    const file = await api.fileOf('from=2999-01-01');

    expect(file.bytes.toString().trimEnd().split('\r\n')).toHaveLength(1);
  });

  it('lies where a link leads when no answer could hold it, whole and for a minute', async () => {
    await changeLongRule(api.make);

    const file = await api.fileOf('action=timeRule');

    expect([file.statusCode, file.body]).toEqual([303, '']);
    const link = file.headers['location'] ?? '';
    const found = await fetch(link);
    expect(found.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(found.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-/);
    const text = await found.text();
    expect(text.trimEnd().split('\r\n')).toHaveLength(11);
    const [exported] = await api.list('action=audit.exported');
    expect(exported).toMatchObject({ after: { count: 10 } });

    api.pass(61);
    expect((await fetch(link)).status).toBe(403);
  });
});
