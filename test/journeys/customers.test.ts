import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
let desk: { id: string; mailbox: string };
beforeAll(async () => {
  journey = await startJourney();
  desk = await journey.openDepartment('Desk');
});
afterAll(() => journey.close());

const write = (from: string, subject: string, more: object = {}) =>
  journey.mailer.send({ from, to: desk.mailbox, subject, text: 'Please help.', ...more });

describe('a customer with several addresses', () => {
  it('is known by each, and answered where he wrote from', async () => {
    const { owner } = journey;
    const addresses = [
      { kind: 'email', value: 'carl@home.example' },
      { kind: 'email', value: 'carl@work.example' },
    ];
    const carl = await owner.make('POST /v1/customers', { name: 'Carl', addresses });

    await write('carl@work.example', 'From work');
    await journey.settle();
    const ticket = await journey.ticketAbout('From work');
    await owner.make(`POST /v1/tickets/${ticket.id}/messages`, { type: 'reply', body: 'Gladly.' });
    await journey.settle();
    const [answer] = journey.mailsTo('carl@work.example').toReversed();
    await write('carl@home.example', 'Re: From work', { inReplyTo: answer?.headers['message-id'] });
    await journey.settle();

    expect(ticket.customer).toMatchObject({ id: carl.id, name: 'Carl', email: 'carl@work.example' });
    expect(journey.mailsTo('carl@home.example')).toEqual([]);
    const messages = await owner.list(`/v1/tickets/${ticket.id}/messages`);
    expect(messages.map(({ type, author }) => [type, author.id])).toEqual([
      ['message', carl.id],
      ['reply', expect.any(String)],
      ['message', carl.id],
    ]);
    expect(await owner.list(`/v1/customers/${carl.id}/tickets`)).toHaveLength(1);
  });
});

describe('two customers who are one', () => {
  it('write into one thread once they are merged, are told of, and erased together', async () => {
    const { owner } = journey;
    await write('Dora <dora@old.example>', 'Before the merge');
    await write('Dora <dora@new.example>', 'Of the new address');
    await journey.settle();
    const [old, young] = [
      await journey.ticketAbout('Before the merge'),
      await journey.ticketAbout('Of the new address'),
    ];

    await owner.make(`POST /v1/customers/${young.customer.id}/merge`, { sourceIds: [old.customer.id] });
    await write('Dora <dora@new.example>', `Re: Before the merge [${old.code}]`);
    await write('Dora <dora@old.example>', `Re: Of the new address [${young.code}]`);
    await journey.settle();

    const targetId: string = young.customer.id;
    for (const { id } of [old, young]) expect(await owner.list(`/v1/tickets/${id}/messages`)).toHaveLength(2);
    expect(await owner.list(`/v1/customers/${targetId}/tickets`)).toHaveLength(2);
    const events = journey.customerEvents(targetId);
    expect(events).toMatchObject([
      {
        type: 'customer.merged',
        actor: { kind: 'agent' },
        data: { facts: { customerId: targetId, sourceId: old.customer.id } },
      },
    ]);

    await owner.make(`POST /v1/customers/${targetId}/erase`);
    await journey.settle();
    expect(await owner.get(`/v1/tickets/${old.id}`)).toMatchObject({
      subject: '(erased)',
      customer: { id: old.customer.id, name: null, email: null },
    });
  });
});
