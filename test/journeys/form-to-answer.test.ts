import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

const from = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('a contact form', () => {
  it('opens a ticket that its customer reads and goes on with, and that an agent answers', async () => {
    const { owner, visitor } = journey;
    const shop = await journey.openDepartment('Shop', { distribution: { ticket: { method: 'roundRobin' } } });
    const form = await owner.make('POST /v1/sources', {
      type: 'form',
      name: 'Contact',
      departmentId: shop.id,
      settings: { fields: [{ name: 'orderNumber', label: 'Order', type: 'number', required: true }] },
      defaultTags: ['web'],
    });
    const agent = await journey.hire('Seller', { departments: { [shop.id]: {} } });

    const said = {
      email: 'dana@customer.example',
      name: 'Dana',
      subject: 'My order',
      body: 'Where is it?',
      fields: { orderNumber: 4711 },
    };
    const first = await visitor.ask(`POST /public/forms/${form.id}`, {
      body: said,
      headers: { 'idempotency-key': 'form-1' },
    });
    const again = await visitor.ask(`POST /public/forms/${form.id}`, {
      body: said,
      headers: { 'idempotency-key': 'form-1' },
    });
    expect(first.status).toBe(201);
    expect(again.body).toEqual(first.body);
    const { code, token } = first.body;
    await journey.settle();

    const ticket = await journey.ticketAbout('My order');
    expect(ticket).toMatchObject({
      code,
      channel: 'form',
      sourceId: form.id,
      departmentId: shop.id,
      assigneeId: agent.id,
      tags: ['web'],
      customFields: { orderNumber: 4711 },
    });

    await agent.client.make(`POST /v1/tickets/${ticket.id}/messages`, {
      type: 'note',
      body: 'Ask the carrier',
    });
    await agent.client.make(`POST /v1/tickets/${ticket.id}/messages`, { type: 'reply', body: 'On its way.' });
    await journey.settle();
    const seen = await visitor.ask(`GET /public/tickets/${code}`, from(token));
    expect(seen.body).toMatchObject({
      code,
      status: 'answered',
      messages: [
        { author: { kind: 'customer', name: 'Dana' }, body: 'Where is it?' },
        { author: { kind: 'agent' }, body: 'On its way.' },
      ],
    });
    expect(journey.mailsTo('dana@customer.example').map(({ text }) => text)).toEqual([
      expect.stringContaining('On its way.'),
    ]);

    const written = await visitor.ask(`POST /public/tickets/${code}/messages`, {
      ...from(token),
      body: { body: 'It has arrived, thanks.' },
    });
    expect(written.status).toBe(201);
    const messages = await agent.client.list(`/v1/tickets/${ticket.id}/messages`);
    expect(messages.map(({ body }) => body)).toEqual([
      'Where is it?',
      'Ask the carrier',
      'On its way.',
      'It has arrived, thanks.',
    ]);
    expect(await agent.client.get(`/v1/tickets/${ticket.id}`)).toMatchObject({
      status: 'open',
      assigneeId: agent.id,
    });
  });

  it('tells nothing to who has no token, a wrong one, or the one of another ticket', async () => {
    const form = await journey.owner.make('POST /v1/sources', {
      type: 'form',
      name: 'Secret',
      departmentId: 'dep_default',
    });
    const say = async (body: string) =>
      await journey.visitor.make(`POST /public/forms/${form.id}`, { email: 'eve@customer.example', body });
    const [mine, other] = [await say('Mine'), await say('Other')];

    const path = `GET /public/tickets/${mine.code}`;
    const answers = await Promise.all([
      journey.visitor.ask(path),
      journey.visitor.ask(path, from('nonsense')),
      journey.visitor.ask(path, from(other.token)),
      journey.visitor.ask('GET /public/tickets/AAA-AAAAA-111', from(mine.token)),
      journey.visitor.ask(`POST /public/tickets/${mine.code}/messages`, {
        ...from(other.token),
        body: { body: 'x' },
      }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(new Set(answers.map(({ body }) => `${body.code} ${body.detail}`)).size).toBe(1);
  });

  it('keeps robots apart and lets nobody knock without end', async () => {
    const { owner, visitor } = journey;
    const form = await owner.make('POST /v1/sources', {
      type: 'form',
      name: 'Trap',
      departmentId: 'dep_default',
      settings: { perAddressPerHour: 3, honeypotField: 'website' },
    });
    const before = await owner.list('/v1/tickets?limit=100');
    const submit = (more = {}) =>
      visitor.ask(`POST /public/forms/${form.id}`, {
        body: { email: 'bot@customer.example', body: 'Buy now', ...more },
      });

    const trapped = await submit({ website: 'http://spam.example' });
    expect(trapped.status).toBe(201);
    expect(trapped.body).toEqual({ code: expect.any(String), token: expect.any(String) });
    await submit();
    await submit();
    const refused = await submit();

    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await owner.list('/v1/tickets?limit=100')).toHaveLength(before.length + 2);
  });
});
