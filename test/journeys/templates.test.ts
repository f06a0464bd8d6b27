import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

const address = 'carl@customer.example';

describe('templates', () => {
  it('speak for the department where it has its own, else for the account', async () => {
    const { owner, mailer } = journey;
    const make = (kind: string, text: string, forAccount = false) =>
      owner.make('POST /v1/templates', { name: kind, kind, text, forAccount });
    await make('ticketCreated', 'We got {{ticket.code}}.', true);
    await make('resolved', 'Solved, says the account.', true);
    const own = await make('resolved', 'Solved, says {{department.name}}.');
    const answer = await make('answer', 'Dear {{customer.name}},\n{{message}}\n{{signature}}');
    await owner.make('PATCH /v1/settings', { signature: 'The desk' });
    const { mailbox } = await journey.openDepartment('Sales', {
      templateIds: { answer: answer.id, resolved: own.id },
    });

    await mailer.send({ from: `Carl <${address}>`, to: mailbox, subject: 'Tea', text: 'How?' });
    await journey.settle();
    const ticket = await journey.ticketAbout('Tea');
    await owner.make(`POST /v1/tickets/${ticket.id}/messages`, { type: 'reply', body: 'With water.' });
    await owner.make(`POST /v1/tickets/${ticket.id}/status`, { status: 'resolved' });
    await journey.settle();

    const mails = journey.mailsTo(address);
    expect(mails.map(({ text }) => text)).toEqual([
      `We got ${ticket.code}.\n`,
      'Dear Carl,\nWith water.\nThe desk\n',
      'Solved, says Sales.\n',
    ]);
    expect(mails.map(({ automatic }) => automatic)).toEqual([true, false, true]);
  });

  it('say nothing to a machine, which says nothing to us: no loop', async () => {
    const { mailbox } = await journey.openDepartment('Loop');
    const headers = { 'Auto-Submitted': 'auto-replied' };
    await journey.mailer.send({
      from: 'robot@customer.example',
      to: mailbox,
      subject: 'Out',
      text: 'Away.',
      headers,
    });
    await journey.settle();

    expect(await journey.ticketAbout('Out')).toMatchObject({ status: 'new' });
    expect(journey.mailsTo('robot@customer.example')).toEqual([]);
  });
});
