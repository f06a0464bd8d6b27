import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '#shared/domain/account/settings.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { changeTicket } from '#shared/domain/ticket/change-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import * as keys from '#shared/persistence/keys.ts';
import { put } from '#shared/persistence/write.ts';
import { aMessage, aTemplate, begun } from '#test/support/builders.ts';
import { type SendSystem, startSendSystem } from './send-system.ts';

const received = aTemplate({
  subject: 'We got it: {{ticket.subject}}',
  text: 'Dear {{customer.name}}, your ticket is {{ticket.code}}. {{department.name}}',
  html: '<p>Dear {{customer.name}}</p>',
});
const resolved = aTemplate({ id: 'tpl_resolved', kind: 'resolved', text: 'Solved.' });
const answer = aTemplate({
  id: 'tpl_answer',
  kind: 'answer',
  text: 'Dear {{customer.name}},\n\n{{message}}',
});

let system: SendSystem;
beforeEach(async () => {
  system = await startSendSystem();
  await system.configure(
    [received, resolved, answer].map((one) =>
      put(keys.configured('TEMPLATE', one.id), 'template', { data: one }),
    ),
  );
});
afterEach(() => system.close());

const allow = (automaticAnswersPerHour: number) =>
  system.configure([
    put(keys.configured('SETTINGS', 'settings'), 'settings', {
      data: { ...defaultSettings, ...begun, id: 'settings', automaticAnswersPerHour },
    }),
  ]);

async function resolve({ id }: Pick<Ticket, 'id'>, silent = false): Promise<void> {
  await changeTicket(system.desk, id, {
    actor: { kind: 'agent', id: 'agt_ada' },
    decide: ({ ticket }, context) =>
      ticket === undefined
        ? null
        : { change: changeStatus(ticket, { status: 'resolved', until: null, silent }, context) },
  });
  await system.wake(id);
}

describe('an automatic mail', () => {
  it('tells the customer of his new ticket, marked as what it is', async () => {
    const ticket = await system.open({ recipients: ['bob@customer.example'] });
    await system.wake(ticket.id);

    const [mail, ...others] = system.mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      to: ['ada@customer.example'],
      cc: [],
      automatic: true,
      text: `Dear Ada, your ticket is ${ticket.code}. Sales\n`,
      html: '<p>Dear Ada</p>\n',
    });
    expect(mail?.subject).toContain('We got it: Subject-of-ticket');
    expect(mail?.headers).toMatchObject({
      'auto-submitted': 'auto-generated',
      'in-reply-to': '<one@customer.example>',
    });
  });

  it('is sent once, and an answer to it finds its ticket', async () => {
    const ticket = await system.open();
    for (let times = 0; times < 3; times++) await system.wake(ticket.id);

    const [mail, ...others] = system.mails();
    expect(others).toEqual([]);
    const claims = await system.desk.tickets.findMail([mail?.headers['message-id'] ?? '']);
    expect(claims).toMatchObject([{ ticketId: ticket.id, ticketVersion: null }]);
  });

  it('tells that a ticket was resolved, unless silently', async () => {
    const [loud, silent] = [await system.open(), await system.open()];
    await resolve(loud);
    await resolve(silent, true);

    expect(system.mails().filter(({ text }) => text === 'Solved.\n')).toHaveLength(1);
  });

  it('goes to one address no more often an hour than the account says', async () => {
    await allow(2);
    for (let times = 0; times < 4; times++) await system.wake((await system.open()).id);
    expect(system.mails()).toHaveLength(2);

    system.clock.moveTo(system.clock.now() + 3_600_000);
    await system.wake((await system.open()).id);
    expect(system.mails()).toHaveLength(3);
  });

  it('is counted once when it has to be tried again', async () => {
    await allow(1);
    system.outbox.answer({ urlContains: 'ada@customer.example', status: 503, times: 1 });
    const ticket = await system.open();
    await system.wake(ticket.id);
    await system.pass(ticket.id);
    await system.wake(ticket.id);

    expect(system.mails()).toHaveLength(1);
  });

  it('is not sent at all where the account says 0', async () => {
    await allow(0);
    await system.wake((await system.open()).id);

    expect(system.mails()).toEqual([]);
  });

  it.each([
    ['a machine wrote', 'ada@customer.example', 'auto-reply'],
    ['an address of ours wrote', 'help@desk.example', null],
  ])('is not sent when %s', async (_, email, automatic) => {
    const content = aMessage({ automatic, mailMessageId: '<one@customer.example>' });
    const ticket = await system.open({ content }, email);
    await system.wake(ticket.id);
    await resolve(ticket);

    expect(system.mails()).toEqual([]);
  });
});

describe('a reply', () => {
  it('goes out in the template for answers, signed', async () => {
    await allow(0);
    const ticket = await system.open();
    await system.reply(ticket, 'Use water.');
    await system.wake(ticket.id);

    expect(system.mails()[0]?.text).toBe('Dear Ada,\n\nUse water.\n\n-- \nYour sales team\n');
  });
});
