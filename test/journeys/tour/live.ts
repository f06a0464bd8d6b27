import { localCredentials } from '#infra/local/services/objects/presigned-link.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { openLiveStore } from '#shared/persistence/live-store.ts';
import { openTable } from '#shared/persistence/open-table.ts';
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
  const give = async () => {
    await owner.make(`POST /v1/tickets/${ticket.id}/assign`, { agentId: null });
    await owner.make(`POST /v1/tickets/${ticket.id}/assign`, { agentId: id });
  };
  await give();
  const [first] = await live.noticed(1);
  await live.close();
  await settle();
  await give();
  await settle();
  const back = await goLive(client, first.id);
  await back.noticed(1);
  await connectInVain(journey, id);
  await give();
  await settle();
  await client.list('/v1/notices?limit=1');
  const { keyId } = await client.get('/v1/me');
  await owner.make(`DELETE /v1/api-keys/${keyId}`);
  await give();
  await back.closed;
  await settle();
}

/** Let in, and gone before the gateway knew of it. */
async function connectInVain(journey: Journey, id: string): Promise<void> {
  const { platform, owner } = journey;
  const { tableName, services } = platform;
  const table = openTable(tableName, {
    endpoint: services.environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
    region: 'eu-local-1',
    credentials: localCredentials,
  });
  const store = openLiveStore(table);
  const agentId = id as AgentId;
  const feed = await store.findFeed(agentId);
  const [known] = await store.listConnections(agentId);
  if (feed === undefined || known === undefined) throw new Error('Nobody is connected.');
  const { token: secret } = await owner.make('POST /v1/live-tokens');
  const openedAt = toInstant(platform.now());
  const connection = { ...known, id: 'in-vain', openedAt };
  await store.open({ connection, secret, before: feed, after: feed });
}
