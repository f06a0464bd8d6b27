import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '#test/support/client.ts';
import { type Hired, type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
let ada: Hired;
let bob: Hired;
let ticket: Json;
beforeAll(async () => {
  journey = await startJourney();
  ada = await journey.hire('Ada', { departments: { dep_default: {} } });
  bob = await journey.hire('Bob', { departments: { dep_default: {} } });
  const customer = { email: 'carl@customer.example' };
  ticket = await journey.owner.make('POST /v1/tickets', { subject: 'One', body: 'Hello', customer });
});
afterAll(() => journey.close());

const say = ({ client }: Hired, state: string) =>
  client.make(`PUT /v1/tickets/${ticket.id}/viewers`, { state });
const seen = async ({ client }: Hired) => (await client.get(`/v1/tickets/${ticket.id}/viewers`)).items;
const told = () =>
  journey
    .events(ticket.id)
    .filter(({ type }) => type.startsWith('agent.'))
    .map(({ type, actor }) => `${type} ${actor.id === ada.id ? 'Ada' : 'Bob'}`);

describe('a ticket that somebody has before him', () => {
  it('shows who, to the others, for a minute', async () => {
    await say(ada, 'viewing');
    expect(await say(ada, 'answering')).toMatchObject({ items: [{ agentId: ada.id, state: 'answering' }] });
    expect(await seen(bob)).toMatchObject([{ agentId: ada.id, name: 'Ada', state: 'answering' }]);

    expect((await bob.client.ask('POST /v1/to-solve/next')).status).toBe(204);
    await journey.settle();
    expect(told()).toEqual(['agent.opened Ada']);
    await journey.advanceMinutes(2);

    expect(await seen(bob)).toEqual([]);
    expect(told()).toEqual(['agent.opened Ada', 'agent.left Ada']);
  });

  it('is free as soon as he says that he left', async () => {
    await say(ada, 'viewing');
    await say(bob, 'viewing');
    expect((await bob.client.ask('POST /v1/to-solve/next')).status).toBe(204);

    await say(ada, 'left');

    expect(await seen(ada)).toMatchObject([{ agentId: bob.id }]);
    expect(await bob.client.make('POST /v1/to-solve/next')).toMatchObject({
      id: ticket.id,
      assigneeId: bob.id,
    });
    await journey.settle();
    expect(told().slice(2)).toEqual(['agent.opened Ada', 'agent.opened Bob', 'agent.left Ada']);
  });

  it('refuses another state, and tells nothing of tickets out of scope', async () => {
    const wrong = await ada.client.ask(`PUT /v1/tickets/${ticket.id}/viewers`, { body: { state: 'gone' } });
    const unknown = await ada.client.ask('PUT /v1/tickets/tkt_gone/viewers', { body: { state: 'viewing' } });

    expect([wrong.status, unknown.status]).toEqual([400, 404]);
  });
});
