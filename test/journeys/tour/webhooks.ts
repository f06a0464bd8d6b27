import type { Journey } from '#test/support/journey.ts';

const path = '/v1/webhook-subscriptions';

/** What is told to other systems, tried again, replayed, and switched off by itself. */
export async function tourWebhooks({ owner, visitor, settle, advanceMinutes }: Journey): Promise<void> {
  const said = { name: 'Tour', url: 'https://tour.example.com/hooks' };
  const { id } = await owner.make(`POST ${path}`, said, { 'idempotency-key': 'tour-webhook' });
  await owner.ask(`POST ${path}`, { body: said, headers: { 'idempotency-key': 'tour-webhook' } });
  await owner.make(`POST ${path}/${id}/rotate-secret`, {}, { 'idempotency-key': 'tour-secret' });
  await owner.list(`${path}?limit=1`);
  await owner.make(`POST ${path}/${id}/test`, undefined, { 'idempotency-key': 'tour-test' });
  await owner.make(`PATCH ${path}/${id}`, { events: ['ticket.created'] });
  await visitor.make('POST /_local/outbox/answers', {
    urlContains: 'tour.example.com',
    status: 500,
    times: 1,
  });
  const customer = { email: 'kim@customer.example' };
  await owner.make('POST /v1/tickets', { subject: 'Hooked', body: 'B', customer });
  await settle();
  await advanceMinutes(3);
  const [delivery] = await owner.list(`${path}/${id}/deliveries?state=delivered`);
  const again = { 'idempotency-key': 'tour-replay' };
  await owner.make(`POST ${path}/${id}/deliveries/${delivery.id}/replay`, undefined, again);
  const range = { from: delivery.createdAt, to: delivery.createdAt, states: ['delivered', 'waiting'] };
  await owner.make(`POST ${path}/${id}/replay`, range, { 'idempotency-key': 'tour-range' });
  await settle();
  await advanceMinutes(3);
  await visitor.make('POST /_local/outbox/answers', {
    urlContains: 'tour.example.com',
    status: 410,
    times: 1,
  });
  await owner.make('POST /v1/tickets', { subject: 'Not told', body: 'B', customer });
  await advanceMinutes(3);
  await owner.get(`${path}/${id}`);
  await owner.make(`DELETE ${path}/${id}`);
}
