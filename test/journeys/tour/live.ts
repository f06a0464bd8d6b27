import type { Journey } from '#test/support/journey.ts';
import { goLive } from '#test/support/live-client.ts';

/** Who is told live, comes back for what he missed, and is not let go on with a key that is gone. */
export async function tourLive(journey: Journey, departmentId: string): Promise<void> {
  const { owner, settle } = journey;
  const { id, client } = await journey.hire('Liv', { departments: { [departmentId]: {} } });
  const live = await goLive(client);
  await live.say({ type: 'ping', id: 'one' });
  const customer = { email: 'nell@customer.example' };
  const ticket = await owner.make('POST /v1/tickets', { subject: 'Live', body: 'B', customer, departmentId });
  const assign = (agentId: string | null) => owner.make(`POST /v1/tickets/${ticket.id}/assign`, { agentId });
  await assign(id);
  const [first] = await live.noticed(1);
  await live.close();
  await settle();
  await assign(null);
  await assign(id);
  await settle();
  const back = await goLive(client, first.id);
  await back.noticed(1);
  const { keyId } = await client.get('/v1/me');
  await owner.make(`DELETE /v1/api-keys/${keyId}`);
  await assign(null);
  await assign(id);
  await back.closed;
  await settle();
}
