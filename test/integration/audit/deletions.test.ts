import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as audit } from '#functions/api/audit/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1/audit': audit, '/v1/tickets': tickets });
});
afterAll(() => api.close());

const aTicket = () =>
  api.make('POST /v1/tickets', {
    subject: 'Private subject',
    body: 'Private body',
    customer: { email: 'private@customer.example' },
  });
const deletions = async () => (await api.ask('GET /v1/audit?action=ticket')).body.items;

describe('the audit log', () => {
  it('tells who deleted a ticket, by whichever request, once and without what it said', async () => {
    const [one, other] = [await aTicket(), await aTicket()];

    const first = await api.ask(`DELETE /v1/tickets/${one.id}`, { sourceIp: '198.51.100.7' });
    const again = await api.ask(`DELETE /v1/tickets/${one.id}`);
    api.clock.moveTo(api.clock.now() + 1_000);
    const byStatus = await api.ask(`POST /v1/tickets/${other.id}/status`, { body: { status: 'deleted' } });

    expect([first.status, again.status, byStatus.status]).toEqual([204, 204, 200]);
    const told = await deletions();
    expect(told).toMatchObject([
      { action: 'ticket.deleted', resourceId: other.id },
      {
        action: 'ticket.deleted',
        resourceId: one.id,
        sourceIp: '198.51.100.7',
        before: { code: one.code, status: 'new', departmentId: 'dep_default' },
        after: null,
      },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/Private|private@/);
  });

  it('says nothing where a deletion was refused', async () => {
    const { id } = await aTicket();
    const before = await deletions();

    const stale = await api.ask(`DELETE /v1/tickets/${id}`, { headers: { 'if-match': '"9"' } });

    expect(stale.status).toBe(412);
    expect(await deletions()).toEqual(before);
  });
});
