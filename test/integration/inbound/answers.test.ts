import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerTicket } from '#shared/domain/ticket/answer-ticket.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { changeTicket } from '#shared/domain/ticket/change-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { configured } from '#shared/persistence/keys.ts';
import { openOutboundStore } from '#shared/persistence/outbound-store.ts';
import { put } from '#shared/persistence/write.ts';
import { aReply } from '#test/support/builders.ts';
import { type MailSystem, startMailSystem } from './mail-system.ts';
import { rawBounce, rawMail } from './raw-mail.ts';

let system: MailSystem;
beforeEach(async () => {
  system = await startMailSystem();
});
afterEach(() => system.close());

/** An agent answers and the provider takes it under this Message-ID. */
async function answer({ id }: Ticket, mailMessageId: string): Promise<void> {
  await changeTicket(system.desk, id, {
    actor: { kind: 'agent', id: 'agt_ada' },
    decide: ({ ticket }, context) =>
      ticket === undefined ? null : { change: answerTicket(ticket, aReply(), context) },
  });
  const outbound = openOutboundStore(system.table, 4);
  const unsent = await outbound.findFirst(id);
  if (unsent?.what.kind !== 'reply') throw new Error('nothing to send');
  const { messageId, ticketVersion } = unsent.what;
  const claims = [{ mailMessageId, digest: null, ticketId: id, messageId, ticketVersion }];
  await outbound.remove(unsent, { claims, delivery: null });
}

describe('an answer', () => {
  const ours = '<msg_1.ABC-DEFGH-123@desk.example>';
  const answering = (from?: string) =>
    rawMail({
      messageId: '<two@customer.example>',
      headers: [`In-Reply-To: ${ours}`],
      body: 'Thanks.\r\n\r\nOn Sat, Help wrote:\r\n> Use water.',
      ...(from === undefined ? {} : { from }),
    });

  beforeEach(async () => {
    await system.deliver('one', rawMail());
    await answer((await system.only()).ticket, ours);
  });

  it('of the customer joins the ticket, which waits again, with the quote folded away', async () => {
    await system.deliver('two', answering(), 3);

    const { ticket, messages } = await system.only();
    expect(ticket).toMatchObject({ status: 'open', messageCount: 3 });
    expect(messages).toHaveLength(3);
    expect(messages[2]).toMatchObject({ visibleText: 'Thanks.' });
    expect(messages[2]?.body).toContain('Use water.');
  });

  it('of somebody else opens a ticket of his own', async () => {
    await system.deliver('two', answering('mallory@elsewhere.example'));

    expect((await system.tickets()).map((ticket) => ticket.customer.email).sort()).toEqual([
      'ada@customer.example',
      'mallory@elsewhere.example',
    ]);
  });

  it('finds its ticket by the code in the subject and in the address', async () => {
    const { ticket } = await system.only();
    const [local, domain] = ['help', 'desk.example'];

    await system.deliver('two', rawMail({ messageId: '<2@x>', subject: `AW: Hello [${ticket.code}]` }));
    await system.deliver('three', rawMail({ messageId: '<3@x>', to: `${local}+${ticket.code}@${domain}` }));

    expect((await system.only()).ticket.messageCount).toBe(4);
  });

  it('by machine is recorded and reopens nothing', async () => {
    const mail = rawMail({
      messageId: '<auto@customer.example>',
      headers: [`In-Reply-To: ${ours}`, 'Auto-Submitted: auto-replied'],
    });

    await system.deliver('two', mail);

    const { ticket, messages } = await system.only();
    expect(ticket.status).toBe('answered');
    expect(messages[2]?.automatic).toBe('auto-reply');
  });

  it('to a resolved ticket opens a new one where resolved stays resolved', async () => {
    const { ticket } = await system.only();
    const { settings } = await system.desk.accounts.load();
    await system.configure([
      put(configured('SETTINGS', settings.id), 'settings', { data: { ...settings, reopenResolved: false } }),
    ]);
    await changeTicket(system.desk, ticket.id, {
      actor: { kind: 'agent', id: 'agt_ada' },
      decide: (seen, context) =>
        seen.ticket === undefined
          ? null
          : { change: changeStatus(seen.ticket, { status: 'resolved', until: null }, context) },
    });

    await system.deliver('two', answering());

    expect((await system.tickets()).map(({ status }) => status).sort()).toEqual(['new', 'resolved']);
  });

  it('that is our own mail coming back changes nothing', async () => {
    const mail = rawMail({
      from: 'help@desk.example',
      messageId: ours,
      headers: ['X-Smista-Message: msg_1'],
    });

    await system.deliver('two', mail, 2);

    expect((await system.only()).ticket.messageCount).toBe(2);
  });

  it('that is a bounce marks our mail as undelivered, with the reason', async () => {
    await system.deliver('two', rawBounce(ours), 2);

    const { ticket, messages } = await system.only();
    const { items: entries } = await system.desk.tickets.listEntries(ticket.id, {
      limit: 100,
      after: undefined,
    });
    expect(ticket.status).toBe('answered');
    expect(messages.map(({ delivery }) => delivery?.state)).toEqual([undefined, 'failed', undefined]);
    expect(messages[1]?.delivery?.reason).toBe('550 5.1.1 no such user');
    expect(messages[2]).toMatchObject({ automatic: 'bounce', author: { kind: 'system' } });
    expect(entries.at(-1)).toMatchObject({ kind: 'message.deliveryChanged', messageId: messages[1]?.id });
  });
});
