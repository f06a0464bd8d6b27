import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentId } from '#shared/domain/ids.ts';
import type { Unsent } from '#shared/domain/outbound/unsent.ts';
import * as keys from '#shared/persistence/keys.ts';
import { put } from '#shared/persistence/write.ts';
import { type SendSystem, startSendSystem } from './send-system.ts';

let system: SendSystem;
beforeEach(async () => {
  system = await startSendSystem();
});
afterEach(() => system.close());

const broken = { urlContains: 'ada@customer.example', times: 1 };

describe('a reply', () => {
  it('goes out as mail of its department, in the thread of the conversation', async () => {
    const ticket = await system.open({ recipients: ['bob@customer.example', 'help@desk.example'] });
    await system.reply(ticket);

    expect(await system.wake(ticket.id)).toEqual([]);

    const [mail] = system.mails();
    expect(mail).toMatchObject({
      from: 'help@desk.example',
      to: ['ada@customer.example'],
      cc: ['bob@customer.example'],
      subject: `Re: Subject-of-ticket [${ticket.code}]`,
      automatic: false,
    });
    expect(mail?.text).toBe('Use water.\n\n-- \nYour sales team\n');
    expect(mail?.headers).toMatchObject({
      'in-reply-to': '<one@customer.example>',
      references: '<one@customer.example>',
      'x-smista-ticket': ticket.id,
    });
    expect(mail?.raw).toContain('From: Sales team <help@desk.example>');
    expect(mail?.raw).toContain(`help+${ticket.code}@desk.example`);
  });

  it('is told that it was sent, and both ids of the mail find the ticket', async () => {
    const ticket = await system.open();
    await system.reply(ticket);
    await system.wake(ticket.id);

    const [delivery] = await system.deliveries(ticket);
    expect(delivery).toMatchObject({ state: 'sent', attempts: 1, reason: null });
    const ours = system.mails()[0]?.headers['message-id'] ?? '';
    const replaced = `<${delivery?.externalId}@eu-local-1.amazonses.com>`;
    const claims = await system.desk.tickets.findMail([ours, replaced]);
    expect(claims).toHaveLength(2);
    expect(claims.every(({ ticketId, digest }) => ticketId === ticket.id && digest === null)).toBe(true);
    expect((await system.messagesOf(ticket))[1]?.mailMessageId).toBe(replaced);
  });

  it('is sent once, however often its lane is woken', async () => {
    const ticket = await system.open();
    await system.reply(ticket);

    for (let times = 0; times < 3; times++) await system.wake(ticket.id);

    expect(system.mails()).toHaveLength(1);
  });

  it('continues the thread by what the recipients saw', async () => {
    const ticket = await system.open();
    await system.reply(ticket, 'First.');
    await system.wake(ticket.id);
    await system.reply(ticket, 'Second.');
    await system.wake(ticket.id);

    const [delivery] = await system.deliveries(ticket);
    expect(system.mails()[1]?.headers['references']).toContain(
      `${delivery?.externalId}@eu-local-1.amazonses.com`,
    );
  });

  it('to a customer without address fails with its reason, and the timeline says so', async () => {
    const ticket = await system.open({ channel: 'form' }, null);
    await system.reply(ticket);
    await system.wake(ticket.id);

    const { items } = await system.desk.tickets.listEntries(ticket.id, { limit: 100, after: undefined });
    expect(await system.deliveries(ticket)).toMatchObject([{ state: 'failed', reason: 'no-recipient' }]);
    expect(items.at(-1)).toMatchObject({ kind: 'message.deliveryChanged', reason: 'no-recipient' });
    expect(await system.outbound.findFirst(ticket.id)).toBeUndefined();
  });

  it('to a client of the API without address is only told on the bus', async () => {
    const ticket = await system.open({ channel: 'api' }, null);
    await system.reply(ticket);
    await system.wake(ticket.id);

    expect(await system.deliveries(ticket)).toMatchObject([{ state: 'sent' }]);
    expect(system.mails()).toEqual([]);
  });
});

describe('a provider that does not take a mail', () => {
  it('is asked again after 10 s, 1 min, 5 min, 30 min and 2 h, and then never', async () => {
    const ticket = await system.open();
    await system.reply(ticket);
    system.outbox.answer({ ...broken, status: 503, times: 9 });
    const waits: number[] = [];

    for (let tries = 0; tries < 6; tries++) {
      if (tries > 0) waits.push(await system.pass(ticket.id));
      await system.wake(ticket.id);
    }

    expect(waits).toEqual([10, 60, 300, 1800, 7200]);
    const [delivery] = await system.deliveries(ticket);
    expect(delivery).toMatchObject({ state: 'failed', attempts: 6 });
    expect(delivery?.reason).toContain('503');
    expect(system.outbox.list()).toHaveLength(6);
    expect(await system.outbound.findFirst(ticket.id)).toBeUndefined();
  });

  it.each([
    { name: 'asks to wait', told: { status: 429, headers: { 'retry-after': '90' } }, seconds: 90 },
    { name: 'breaks the connection', told: { status: 0 }, seconds: 10 },
  ])('is asked again when it $name', async ({ told, seconds }) => {
    const ticket = await system.open();
    await system.reply(ticket);
    system.outbox.answer({ ...broken, ...told });
    await system.wake(ticket.id);

    expect(await system.deliveries(ticket)).toMatchObject([{ state: 'queued', attempts: 1 }]);
    expect(await system.pass(ticket.id)).toBe(seconds);
    await system.wake(ticket.id);
    expect(await system.deliveries(ticket)).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(new Set(system.outbox.list().map(({ mail }) => mail?.headers['message-id'])).size).toBe(1);
  });

  it('is not asked before its time, and holds up what follows until then', async () => {
    const ticket = await system.open();
    await system.reply(ticket, 'First.');
    await system.reply(ticket, 'Second.');
    system.outbox.answer({ ...broken, status: 503 });
    await system.wake(ticket.id);
    await system.wake(ticket.id);
    expect(system.outbox.list()).toHaveLength(1);

    await system.pass(ticket.id);
    await system.wake(ticket.id);

    expect(system.mails().map(({ text }) => text?.split('\n')[0])).toEqual(['First.', 'Second.']);
  });

  it('has the last word with any other refusal: the message failed, and the next one has its turn', async () => {
    const ticket = await system.open();
    await system.reply(ticket, 'First.');
    await system.reply(ticket, 'Second.');
    system.outbox.answer({ ...broken, status: 400 });
    await system.wake(ticket.id);

    const { items } = await system.desk.tickets.listEntries(ticket.id, { limit: 100, after: undefined });
    const deliveries = await system.deliveries(ticket);
    expect(deliveries.map(({ state }) => state)).toEqual(['failed', 'sent']);
    expect(deliveries[0]?.reason).toContain('MessageRejected');
    expect(items.filter(({ kind }) => kind === 'message.deliveryChanged')).toHaveLength(1);
  });
});

async function findOwner(): Promise<AgentId> {
  const owners = await system.table.get(keys.owners);
  const { agentIds = [] } = (owners?.['data'] ?? {}) as { agentIds?: AgentId[] };
  return agentIds[0] ?? 'agt_nobody';
}

describe('a notice', () => {
  const breach = { kind: 'sla.breached', clock: 'firstAnswer', dueAt: '2026-11-21T11:00:00.000Z' } as const;

  it('is one line to the agent, marked as automatic, and never threads as a message', async () => {
    const ticket = await system.open();
    const agentId = await findOwner();
    const unsent: Unsent = {
      lane: agentId,
      order: '2026-11-21T11:00:00.000Z#ntc_1',
      ticketId: ticket.id,
      what: { kind: 'notice', agentId, event: breach },
      attempts: 0,
      nextAt: '2026-11-21T11:05:00.000Z',
    };
    await system.table.commit([put(keys.unsentAt(unsent.lane, unsent.order), 'unsent', { data: unsent })]);

    await system.wake(agentId);

    const agent = await system.desk.agents.find(agentId);
    const [mail] = system.mails();
    expect(mail).toMatchObject({ to: [agent?.email], automatic: true });
    expect(mail?.text).toBe(`Ticket ${ticket.code}: firstAnswer was due at 2026-11-21T11:00:00.000Z.\n`);
    const [claim] = await system.desk.tickets.findMail([mail?.headers['message-id'] ?? '']);
    expect(claim).toMatchObject({ ticketId: ticket.id, ticketVersion: null });
    expect(await system.outbound.findFirst(agentId)).toBeUndefined();
  });
});
