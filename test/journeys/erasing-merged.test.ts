import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '#test/support/client.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { tableContent } from '#test/support/table-content.ts';

let journey: Journey;
let mailbox: string;
beforeAll(async () => {
  journey = await startJourney();
  ({ mailbox } = await journey.openDepartment('Desk'));
});
afterAll(() => journey.close());

async function write(from: string, subject: string, text: string): Promise<void> {
  await journey.mailer.send({ from, to: mailbox, subject, text });
  await journey.settle();
}

async function open(from: string, subject: string, text: string): Promise<Json> {
  await write(from, subject, text);
  return journey.ticketAbout(subject);
}

/** What is deleted is purged then. */
const retentionMinutes = 31 * 24 * 60;

describe('a customer who is erased', () => {
  it('leaves the tickets of others that his were merged into', async () => {
    const { owner } = journey;
    const his = await open('Xenia <xenia@gone.example>', 'Of Xenia', 'Unspeakable');
    const other = await open('Yara <yara@stays.example>', 'Of Yara', 'Yara speaks');
    await owner.make(`POST /v1/tickets/${other.id}/merge`, { sourceIds: [his.id] });
    expect(await tableContent(journey)).toMatch(/"recipients":\{"L":\[\{"S":"xenia@gone\.example"/);

    await owner.make(`POST /v1/customers/${his.customer.id}/erase`);
    await journey.advanceMinutes(2);

    const content = await tableContent(journey);
    for (const trace of ['xenia@gone.example', 'Xenia', 'Unspeakable']) expect(content).not.toContain(trace);
    expect(await owner.get(`/v1/tickets/${other.id}`)).toMatchObject({
      subject: 'Of Yara',
      customer: { email: 'yara@stays.example' },
    });
    const bodies = (await owner.list(`/v1/tickets/${other.id}/messages`)).map(({ body }) => body);
    expect(bodies.toSorted()).toEqual(['', 'Yara speaks']);
  });

  it('leaves nothing of a ticket that was split and is purged since', async () => {
    const { owner } = journey;
    const first = await open('Zoe <zoe@gone.example>', 'Of Zoe', 'Forgettable');
    await write('Zoe <zoe@gone.example>', `Re: [${first.code}]`, 'Unspeakable');
    const [, second] = await owner.list(`/v1/tickets/${first.id}/messages`);
    const split = await owner.make(`POST /v1/tickets/${first.id}/split`, { messageId: second.id });
    await owner.make(`DELETE /v1/tickets/${first.id}`);
    await journey.advanceMinutes(retentionMinutes);
    expect((await owner.ask(`GET /v1/tickets/${first.id}`)).status).toBe(404);
    expect((await owner.list(`/v1/tickets/${split.id}/messages`)).map(({ body }) => body)).toEqual([
      'Unspeakable',
    ]);

    await owner.make(`POST /v1/customers/${first.customer.id}/erase`);
    await journey.advanceMinutes(2);

    const content = await tableContent(journey);
    for (const trace of ['zoe@gone.example', 'Zoe', 'Unspeakable']) expect(content).not.toContain(trace);
  });
});
