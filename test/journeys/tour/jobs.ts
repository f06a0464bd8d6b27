import type { Client } from '#test/support/client.ts';
import type { Journey } from '#test/support/journey.ts';

const noFilter = {};

async function bulk(client: Client, filter: object, actions: readonly object[]): Promise<string> {
  const { id } = await client.make('POST /v1/tickets/bulk', { filter, actions });
  return id;
}

/** Every kind of job, over every index that a filter may choose, and what is done to a job. */
export async function tourJobs({ owner, settle, advanceMinutes }: Journey): Promise<void> {
  const { id: departmentId } = await owner.make('POST /v1/departments', { name: 'Closing' });
  const { id: agentId } = await owner.get('/v1/me');
  await owner.make(`PUT /v1/departments/${departmentId}/members/${agentId}`, {});
  const customer = { email: 'joe@customer.example' };
  const said = { subject: 'Many', body: 'B', departmentId, customer, tags: ['many'] };
  const ticket = await owner.make('POST /v1/tickets', said);
  const headers = { 'idempotency-key': 'tour-bulk' };
  const assign = { type: 'assign', agentId };
  await owner.make('POST /v1/tickets/bulk', { filter: { departmentId }, actions: [assign] }, headers);
  await owner.make('POST /v1/tickets/bulk', { filter: { departmentId }, actions: [assign] }, headers);
  await settle();
  await bulk(owner, { departmentId, status: 'new' }, [{ type: 'addTags', tags: ['more'] }]);
  await bulk(owner, { assigneeId: 'me' }, [{ type: 'removeTags', tags: ['more'] }]);
  await bulk(owner, { customerId: ticket.customer.id }, [{ type: 'transfer', agentId: 'lastAgent' }]);
  await bulk(owner, { tag: 'many' }, [{ type: 'escalate', reason: 'All of them' }]);
  await settle();
  const id = await bulk(owner, noFilter, [{ type: 'setPriority', priority: 'high' }]);
  await owner.get(`/v1/jobs/${id}`);
  await owner.make(`DELETE /v1/jobs/${id}`);
  await settle();
  await owner.make(`DELETE /v1/departments/${departmentId}?substituteId=dep_default`);
  await settle();
  await advanceMinutes(3);
}
