import type { Json } from '#test/support/client.ts';
import type { Journey } from '#test/support/journey.ts';
import { ratingPathIn } from '#test/support/rating-link.ts';

/** Every operation on customers, and every path of theirs. */
export async function tourCustomers(journey: Journey): Promise<void> {
  const { owner, visitor } = journey;
  const headers = { 'idempotency-key': 'tour-customer' };
  const { id } = await owner.make('POST /v1/customers', { email: 'eva@customer.example' }, headers);
  await owner.make(`PATCH /v1/customers/${id}`, { email: 'eve@customer.example', phone: '+390212345678' });
  await owner.get(`/v1/customers/${id}`);
  await owner.list('/v1/customers?limit=1');
  await owner.list('/v1/customers?group=vip');
  await owner.make(`DELETE /v1/customers/${id}`);
  await eraseSomebody(journey);
  await mergeTwo(journey);

  const settings = { fields: [{ name: 'order', label: 'Order' }] };
  const source = { type: 'form', name: 'Contact', departmentId: 'dep_default', settings };
  const form = await owner.make('POST /v1/sources', source);
  const said = { email: 'fay@customer.example', body: 'x'.repeat(90_000), fields: { order: '1' } };
  const again = { 'idempotency-key': 'tour-form' };
  const { code, token } = await visitor.make(`POST /public/forms/${form.id}`, said, again);
  await visitor.make(`POST /public/forms/${form.id}`, { ...said, website: 'trapped' });
  const bearer = { authorization: `Bearer ${token}` };
  await visitor.make(`GET /public/tickets/${code}`, undefined, bearer);
  await visitor.make(`POST /public/tickets/${code}/messages`, { body: 'More' }, bearer);
  const rating = `POST /public/tickets/${code}/rating`;
  const once = { ...bearer, 'idempotency-key': 'tour-rating' };
  await visitor.make(rating, { rating: 'bad', comment: 'Slow' }, once);
  await visitor.make(rating, { rating: 'good' }, bearer);
  await visitor.ask(`GET /public/tickets/${code}/attachments/att_none`, { headers: bearer });
  const [ticket] = await owner.list('/v1/tickets?channel=form');
  for (const { id: ratingId } of await owner.list(`/v1/tickets/${ticket.id}/ratings?limit=1`)) {
    const line = `POST /v1/tickets/${ticket.id}/ratings/${ratingId}/invalidate`;
    await owner.make(line, undefined, { 'idempotency-key': `tour-${ratingId}` });
  }
  await tourRatingPage(journey, ticket);
  await owner.list(`/v1/customers/${ticket.customer.id}/tickets?limit=1`);
  await owner.list(`/v1/customers/${ticket.customer.id}/tickets?sort=updatedAt`);

  await visitor.get('/health');
  await visitor.get('/openapi.json');
  await visitor.get('/problems/not-found');
  const page: string = await visitor.get('/docs');
  const asset = /\/docs\/([\w.-]+)/.exec(page)?.[1];
  await visitor.get(`/docs/${asset}`);
}

/** By the link in the mail that tells him that his ticket is resolved. */
async function tourRatingPage(journey: Journey, ticket: Json): Promise<void> {
  const { owner, visitor } = journey;
  await owner.make(`POST /v1/tickets/${ticket.id}/status`, { status: 'resolved' });
  await journey.settle();
  const path = ratingPathIn(journey.mailsTo(ticket.customer.email).at(-1)?.text);
  await visitor.get(path);
  await visitor.ask(`POST ${path}`, {
    raw: 'rating=neutral&comment=',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

async function mergeTwo({ owner }: Journey): Promise<void> {
  const gil = await owner.make('POST /v1/customers', { email: 'gil@customer.example', group: 'vip' });
  const hal = await owner.make('POST /v1/customers', { email: 'hal@customer.example', group: 'vip' });
  const headers = { 'idempotency-key': 'tour-merge' };
  await owner.make(`POST /v1/customers/${gil.id}/merge`, { sourceIds: [hal.id] }, headers);
}

/** With all that can be erased: a mail, a long text, kept answers. */
async function eraseSomebody({ owner, mailer, settle, advanceMinutes }: Journey): Promise<void> {
  const email = 'una@customer.example';
  await mailer.send({ from: email, to: 'nowhere@desk.example', subject: 'Forget me', text: 'Please.' });
  await settle();
  const headers = { 'idempotency-key': 'tour-erased-ticket' };
  const said = { subject: 'Forget me, too', body: 'x'.repeat(90_000), customer: { email } };
  const ticket = await owner.make('POST /v1/tickets', said, headers);
  await settle();
  const again = { 'idempotency-key': 'tour-erasure' };
  await owner.make(`POST /v1/customers/${ticket.customer.id}/erase`, undefined, again);
  await advanceMinutes(2);
}
