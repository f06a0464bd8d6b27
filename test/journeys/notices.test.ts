import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '#test/support/client.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { type NoticeDesk, openNoticeDesk } from './stories/notice-desk.ts';

let journey: Journey;
let help: NoticeDesk['help'];
let hire: NoticeDesk['hire'];
let aTicket: NoticeDesk['aTicket'];
let assign: NoticeDesk['assign'];
let textsTo: NoticeDesk['textsTo'];
beforeAll(async () => {
  journey = await startJourney();
  ({ help, hire, aTicket, assign, textsTo } = await openNoticeDesk(journey));
});
afterAll(() => journey.close());

describe('an agent', () => {
  it('is told of what he asked for, and not of what he does himself', async () => {
    const ann = await hire('ann', { assigned: 'mail', newTicket: 'mail', customerMessage: 'mail' });
    const ticket = await aTicket('Told');
    await journey.settle();
    expect(textsTo('ann')).toEqual([`Ticket ${ticket.code} is new in your department.`]);

    await assign(ticket, ann.id);
    await journey.settle();
    await ann.client.make(`POST /v1/tickets/${ticket.id}/assign`, { agentId: null });
    await ann.client.make(`POST /v1/tickets/${ticket.id}/claim`);
    await ann.client.make(`POST /v1/tickets/${ticket.id}/messages`, { type: 'reply', body: 'Hello' });
    await journey.settle();
    const [sent] = journey.mailsTo('ivy@customer.example').slice(-1);
    await journey.mailer.send({
      from: 'ivy@customer.example',
      to: help.mailbox,
      subject: `Re: ${sent?.subject}`,
      text: 'And again',
      headers: { 'In-Reply-To': sent?.headers['message-id'] ?? '' },
    });
    await journey.settle();
    await journey.owner.make(`POST /v1/tickets/${ticket.id}/escalate`, { reason: 'Soon' });
    await journey.settle();

    expect(textsTo('ann').slice(1)).toEqual([
      `Ticket ${ticket.code} was given to you.`,
      `The customer wrote again in ticket ${ticket.code}.`,
      `Ticket ${ticket.code} was escalated.`,
    ]);
    const mails = journey.mailsTo('ann@staff.example');
    expect(mails.map(({ automatic }) => automatic)).toEqual(mails.map(() => true));
    await ann.client.make(`PATCH /v1/agents/${ann.id}`, { notices: { newTicket: 'off', escalated: 'off' } });
  });

  it('is told of nothing that he did not ask for, nor of a ticket that he does not see', async () => {
    const bea = await hire('bea', { escalated: 'off' });
    const cleo = await hire('cleo', { newTicket: 'mail' }, { scope: { level: 'assigned' } });
    await journey.advanceMinutes(1);

    const ticket = await aTicket('Untold');
    await assign(ticket, bea.id);
    await journey.owner.make(`POST /v1/tickets/${ticket.id}/escalate`, { reason: 'Soon' });
    await journey.settle();

    expect(textsTo('bea')).toEqual([]);
    expect(textsTo('cleo')).toEqual([]);
    await cleo.client.make(`PATCH /v1/agents/${cleo.id}`, { notices: { newTicket: 'off' } });
  });

  it('gets by one mail of the hour what he asked for as a digest', async () => {
    const dan = await hire('dan', { assigned: 'digest' });
    const tickets = [await aTicket('One'), await aTicket('Two')];
    for (const ticket of tickets) await assign(ticket, dan.id);
    await journey.settle();
    expect(textsTo('dan')).toEqual([]);

    await journey.advanceMinutes(61);
    await journey.advanceMinutes(61);

    const lines = tickets.map(({ code }) => `Ticket ${code} was given to you.`);
    expect(textsTo('dan')).toEqual([lines.join('\n')]);
  });

  it('gets the rest of a flood by one mail, each notice once', async () => {
    const eve = await hire('eve', { assigned: 'mail' });
    const tickets: Json[] = [];
    for (let number = 0; number < 14; number++) tickets.push(await aTicket(`Flood ${number}`));
    for (const ticket of tickets) await assign(ticket, eve.id);
    await journey.settle();
    expect(textsTo('eve')).toHaveLength(10);

    await journey.advanceMinutes(11);

    const texts = textsTo('eve');
    expect(texts).toHaveLength(11);
    expect(texts.at(-1)?.split('\n')).toHaveLength(4);
    const told = texts.flatMap((text) => text?.split('\n') ?? []);
    expect(told.toSorted()).toEqual(tickets.map(({ code }) => `Ticket ${code} was given to you.`).toSorted());
    const last = await aTicket('After the flood');
    await assign(last, eve.id);
    await journey.settle();
    expect(textsTo('eve').at(-1)).toBe(`Ticket ${last.code} was given to you.`);
  });
});
