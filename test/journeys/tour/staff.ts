import type { Journey } from '#test/support/journey.ts';

/** Every operation on roles, and agents who are invited, leave with their tickets, and return. */
export async function tourStaff({ owner, settle, advanceMinutes }: Journey): Promise<void> {
  const once = (key: string) => ({ 'idempotency-key': `tour-${key}` });
  const role = await owner.make('POST /v1/roles', { name: 'Tour', granted: ['tickets.delete'] }, once('rol'));
  const spare = await owner.make('POST /v1/roles', { name: 'Spare' });
  await owner.make(`PATCH /v1/roles/${role.id}`, { revoked: ['tickets.merge'] });
  await owner.get('/v1/roles?limit=2');
  await owner.get(`/v1/roles/${role.id}`);
  const said = { name: 'Leaver', email: 'leaver@staff.example', roleId: role.id, invite: true };
  const { id: agentId } = await owner.make('POST /v1/agents', said);
  const { id: departmentId } = await owner.make('POST /v1/departments', { name: 'Left' });
  await owner.make(`PUT /v1/departments/${departmentId}/members/${agentId}`, {});
  const { key } = await owner.make('POST /v1/api-keys', { name: 'L', agentId });
  await owner.ask('GET /v1/me', { headers: { authorization: `Bearer ${key}` } });
  await owner.make(`POST /v1/agents/${agentId}/invite`, undefined, once('inv'));
  await owner.make(`PATCH /v1/agents/${agentId}`, { roleId: spare.id });
  await owner.make(`PATCH /v1/agents/${agentId}`, { roleId: role.id });
  await owner.make(`DELETE /v1/roles/${spare.id}`);
  const customer = { email: 'ida@customer.example' };
  const ticket = { subject: 'Left', body: 'B', departmentId, customer };
  const { id } = await owner.make('POST /v1/tickets', ticket);
  await owner.make(`POST /v1/tickets/${id}/assign`, { agentId });
  await owner.get(`/v1/tickets/${id}/access`);
  await owner.get(`/v1/tickets/${id}/access?agentId=${agentId}`);
  await owner.ask(`DELETE /v1/agents/${agentId}/subject`);
  await owner.get('/v1/agents/overview?limit=1');
  await owner.ask('GET /v1/agents/overview?format=csv');
  await owner.make(`DELETE /v1/agents/${agentId}`);
  await settle();
  await owner.make(`POST /v1/agents/${agentId}/restore`, undefined, once('res'));
  await owner.make(`DELETE /v1/agents/${agentId}`);
  await advanceMinutes(3);
}
