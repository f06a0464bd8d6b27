import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Json } from '#test/support/client.ts';
import { type Hired, type Journey, startJourney } from '#test/support/journey.ts';
import { ratingPathIn } from '#test/support/rating-link.ts';

const address = 'carl@customer.example';
let journey: Journey;
let ada: Hired;
let bob: Hired;
let mailbox: string;
beforeAll(async () => {
  journey = await startJourney();
  const { id, ...opened } = await journey.openDepartment('Care', { signature: 'The care team' });
  mailbox = opened.mailbox;
  ada = await journey.hire('Ada', { departments: { [id]: {} } });
  bob = await journey.hire('Bob', { departments: { [id]: {} } });
});
afterAll(() => journey.close());

const lastMail = () => journey.mailsTo(address).at(-1);

/** Asked by the customer, answered by Ada, resolved by Bob. */
async function resolved(subject: string, silent = false): Promise<Json> {
  await journey.mailer.send({ from: `Carl <${address}>`, to: mailbox, subject, text: 'How?' });
  await journey.settle();
  const ticket = await journey.ticketAbout(subject);
  const reply = { type: 'reply', body: 'With water.' };
  await ada.client.make(`POST /v1/tickets/${ticket.id}/messages`, reply);
  await bob.client.make(`POST /v1/tickets/${ticket.id}/status`, { status: 'resolved', silent });
  await journey.settle();
  return ticket;
}

async function send(path: string, fields: Record<string, string>): Promise<void> {
  const told = await journey.visitor.ask(`POST ${path}`, {
    raw: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect([told.status, /<h1>([^<]*)/.exec(told.body)?.[1]]).toEqual([200, 'Thank you']);
  await journey.settle();
}

const ratings = ({ id }: Json, client: Client) => client.list(`/v1/tickets/${id}/ratings`);
const ratingLines = async ({ id }: Json, client: Client) =>
  (await client.list(`/v1/tickets/${id}/timeline`)).filter(({ kind }) => kind.startsWith('rating.'));

describe('a customer whose ticket is resolved', () => {
  it('is told so by a mail with a link, on whose page he rates; only his form counts', async () => {
    const ticket = await resolved('Tea');
    const mail = lastMail();
    expect(mail).toMatchObject({ automatic: true, subject: expect.stringContaining('Tea') });
    expect(mail?.text).toContain(`your request ${ticket.code} is resolved`);
    expect(mail?.text).toMatch(/\n-- \nThe care team\n$/);
    expect(mail?.html).toContain('?rating=bad');
    const path = ratingPathIn(mail?.text);

    for (const query of ['', '?rating=bad', '?sent=1']) await journey.visitor.get(`${path}${query}`);
    expect(await ratings(ticket, journey.owner)).toEqual([]);
    await send(path, { rating: 'good', comment: 'Lovely' });

    expect(await ratings(ticket, journey.owner)).toMatchObject([
      { rating: 'good', comment: 'Lovely', agentId: ada.id, state: 'counts' },
    ]);
    const [event] = journey.events(ticket.id).filter(({ type }) => type === 'rating.received');
    expect(event).toMatchObject({
      actor: { kind: 'customer', id: ticket.customer.id },
      data: { after: { rating: 'good', agentId: ada.id }, facts: { agentId: ada.id } },
    });
    expect(JSON.stringify(event)).not.toContain('Lovely');
  });

  it('is not told so silently, nor where the account does not want it', async () => {
    const before = journey.mailsTo(address).length;

    await resolved('Silent', true);
    await journey.owner.make('PATCH /v1/settings', { tellResolved: false });
    await resolved('Untold');
    await journey.owner.make('PATCH /v1/settings', { tellResolved: true });

    const subjects = journey
      .mailsTo(address)
      .slice(before)
      .map(({ automatic }) => automatic);
    expect(subjects).toEqual([false, false]);
  });
});

describe('a rating', () => {
  it('is seen by who was rated and by who may see others’, on the timeline too', async () => {
    const ticket = await resolved('Coffee');
    await send(ratingPathIn(lastMail()?.text), { rating: 'bad', comment: 'Cold' });

    expect(await ratings(ticket, ada.client)).toMatchObject([{ rating: 'bad', comment: 'Cold' }]);
    expect(await ratingLines(ticket, ada.client)).toHaveLength(1);
    expect(await ratings(ticket, bob.client)).toEqual([]);
    expect(await ratingLines(ticket, bob.client)).toEqual([]);
    expect(await ratings(ticket, journey.owner)).toHaveLength(1);
    const elsewhere = await journey.hire('Eve', { departments: { dep_default: {} } });
    expect((await elsewhere.client.ask(`GET /v1/tickets/${ticket.id}/ratings`)).status).toBe(404);
  });

  it('is taken out of the reports by who may, once, with a line of the audit log', async () => {
    const ticket = await resolved('Cake');
    await send(ratingPathIn(lastMail()?.text), { rating: 'bad', comment: 'Stale' });
    const [{ id }] = await ratings(ticket, journey.owner);
    const line = `POST /v1/tickets/${ticket.id}/ratings/${id}/invalidate`;

    const forbidden = await ada.client.ask(line);
    const headers = { 'idempotency-key': 'invalid-1' };
    const [first, again, anew] = [
      await journey.owner.ask(line, { headers }),
      await journey.owner.ask(line, { headers }),
      await journey.owner.ask(line),
    ];
    await journey.settle();

    expect(forbidden).toMatchObject({ status: 403, body: { permission: 'ratings.invalidate' } });
    expect(first).toMatchObject({ status: 200, body: { id, state: 'invalidated' } });
    expect(again.body).toEqual(first.body);
    expect(anew.body).toEqual(first.body);
    expect(await ratingLines(ticket, ada.client)).toMatchObject([
      { kind: 'rating.received' },
      { kind: 'rating.invalidated', before: { ratingId: id, rating: 'bad' }, facts: { agentId: ada.id } },
    ]);
    expect(await journey.owner.list(`/v1/audit?resource=${id}`)).toMatchObject([
      { action: 'rating.invalidated', before: { ticketId: ticket.id, rating: 'bad', agentId: ada.id } },
    ]);
    expect(journey.events(ticket.id).map(({ type }) => type)).not.toContain('rating.invalidated');
  });

  it('cannot be invalidated where there is none', async () => {
    const ticket = await resolved('Milk');

    const told = await journey.owner.ask(`POST /v1/tickets/${ticket.id}/ratings/rtg_none/invalidate`);

    expect(told).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('counts for who answered last when it comes', async () => {
    const ticket = await resolved('Bread');
    const path = ratingPathIn(lastMail()?.text);
    await send(path, { rating: 'bad' });
    await bob.client.make(`POST /v1/tickets/${ticket.id}/messages`, { type: 'reply', body: 'Here is more.' });

    await send(path, { rating: 'good' });

    expect(await ratings(ticket, journey.owner)).toMatchObject([
      { rating: 'bad', agentId: ada.id, state: 'replaced' },
      { rating: 'good', agentId: bob.id, state: 'counts' },
    ]);
    const [line] = await ratingLines(ticket, bob.client);
    expect(line).toMatchObject({ before: null, after: { rating: 'good' } });
  });

  it('of a merged ticket is seen under its target, and taken out there', async () => {
    // One address gets no more than so many automatic mails an hour.
    await journey.advanceMinutes(61);
    const target = await resolved('Salt');
    await send(ratingPathIn(lastMail()?.text), { rating: 'good', comment: 'Of the target' });
    const source = await resolved('Pepper');
    await send(ratingPathIn(lastMail()?.text), { rating: 'bad', comment: 'Of the source' });
    await journey.owner.make(`POST /v1/tickets/${target.id}/merge`, { sourceIds: [source.id] });

    const paged = await journey.owner.list(`/v1/tickets/${target.id}/ratings?limit=1`);
    expect(paged).toMatchObject([
      { comment: 'Of the target', state: 'counts' },
      { comment: 'Of the source', state: 'counts' },
    ]);
    expect(await ratings(target, ada.client)).toHaveLength(2);
    expect(await ratings(target, bob.client)).toEqual([]);
    const [, { id }] = paged;
    const line = (of: Json) => `POST /v1/tickets/${of.id}/ratings/${id}/invalidate`;
    expect((await ada.client.ask(line(target))).status).toBe(403);
    expect((await journey.owner.ask(line(source))).body.code).toBe('ticket-is-merged');
    const told = [await journey.owner.ask(line(target)), await journey.owner.ask(line(target))];

    expect(told.map(({ status, body }) => [status, body.state])).toEqual([
      [200, 'invalidated'],
      [200, 'invalidated'],
    ]);
    expect((await ratings(target, ada.client)).map(({ state }) => state)).toEqual(['counts', 'invalidated']);
    expect(await ratingLines(source, ada.client)).toMatchObject([
      { kind: 'rating.received' },
      { kind: 'rating.invalidated', before: { ratingId: id } },
    ]);
    expect(await journey.owner.list(`/v1/audit?resource=${id}`)).toHaveLength(1);
  });
});
