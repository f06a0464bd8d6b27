import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler } from '#functions/api/organisation/function.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1': handler });
});
afterAll(() => api.close());

describe('the last department beside the default one', () => {
  it('is deleted only by who works in the default one, which everybody sees then', async () => {
    const { make } = api;
    const { id: other } = await make('POST /v1/departments', { name: 'Other' });
    const role = await make('POST /v1/roles', { name: 'R', granted: ['departments.manage'] });
    const { id } = await make('POST /v1/agents', { name: 'A', email: 'a@example.com', roleId: role.id });
    const { key } = await make('POST /v1/api-keys', { name: 'k', agentId: id });
    const remove = () => api.ask(`DELETE /v1/departments/${other}?substituteId=dep_default`, { key });

    const told = await remove();
    await make(`PUT /v1/departments/dep_default/members/${id}`, { role: 'solver' });
    api.clock.moveTo(api.clock.now() + 30_000);
    const later = await remove();

    expect(told).toMatchObject({ status: 403, body: { permission: 'tickets.transfer' } });
    expect(later.status).toBe(202);
  });
});
