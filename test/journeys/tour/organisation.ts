import type { Journey } from '#test/support/journey.ts';

/** Every operation on departments, agents, their membership, presence and keys. */
export async function tourOrganisation(journey: Journey): Promise<void> {
  const { owner } = journey;
  await owner.get('/v1/me');
  await owner.get('/v1/permissions');
  const once = (key: string) => ({ 'idempotency-key': `tour-${key}` });
  const { id: departmentId } = await owner.make('POST /v1/departments', { name: 'Tour' }, once('dep'));
  const agent = { name: 'T', email: 't@staff.example' };
  const { id: agentId } = await owner.make('POST /v1/agents', agent, once('agt'));
  const { id: keyId } = await owner.make('POST /v1/api-keys', { name: 'T', agentId }, once('key'));
  const member = `/v1/departments/${departmentId}/members/${agentId}`;
  await owner.make(`PUT ${member}`, { role: 'solver' });
  await owner.make(`PUT ${member}`, { role: 'manager' });
  for (const path of [
    '/v1/departments?limit=1',
    `/v1/departments/${departmentId}`,
    `/v1/departments/${departmentId}/members`,
    member,
    '/v1/agents?limit=1',
    `/v1/agents/${agentId}`,
    `/v1/agents/${agentId}/presence`,
    '/v1/api-keys?limit=1',
    `/v1/api-keys/${keyId}`,
  ]) {
    await owner.get(path);
  }
  await owner.make(`PATCH /v1/departments/${departmentId}`, { description: 'Of everything' });
  await owner.make(`PATCH /v1/agents/${agentId}`, { email: 'tour@staff.example' });
  await owner.make(`PUT /v1/agents/${agentId}/presence`, { state: 'online' });
  await owner.make(`DELETE ${member}`);
  await owner.make(`PUT ${member}`, { role: 'reader' });
  await owner.make(`DELETE /v1/api-keys/${keyId}`);
  await owner.make(`DELETE /v1/agents/${agentId}`);
  await owner.make(`DELETE /v1/departments/${departmentId}?substituteId=dep_default`);
}
