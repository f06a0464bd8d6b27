import { afterAll, beforeAll, expect, it } from 'vitest';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import * as keys from '#shared/persistence/keys.ts';
import { put } from '#shared/persistence/write.ts';
import { startApi, type TestApi } from '#test/support/api.ts';
import { subscriptionOf } from '#test/unit/shared/domain/webhook/delivery-worlds.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1/webhook-subscriptions': configuration });
});
afterAll(() => api.close());

const path = '/v1/webhook-subscriptions';

it('an account has no more than a hundred webhook subscriptions', async () => {
  const input = { name: 'One more', url: 'https://hooks.example.com/' };
  const others = Array.from({ length: 99 }, (_, number) => subscriptionOf({ id: `whs_other${number}` }));
  await api.table.writeMany(
    others.map((one) =>
      put(keys.configured('WEBHOOKSUBSCRIPTION', one.id), 'webhookSubscription', { data: one }),
    ),
  );
  const { id } = await api.make(`POST ${path}`, input);

  const refused = await api.ask(`POST ${path}`, { body: input });
  expect(refused).toMatchObject({ status: 413, body: { code: 'too-large' } });
  expect((await api.ask(`DELETE ${path}/${id}`)).status).toBe(204);

  expect((await api.ask(`POST ${path}`, { body: input })).status).toBe(201);
});
