import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTicket } from '#shared/domain/ticket/answer-ticket.ts';
import { type Edit, editTicket, mostFieldsAtOnce, mostTags } from '#shared/domain/ticket/edit-ticket.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { openKeptAnswers } from '#shared/persistence/kept-answers.ts';
import { aContext, aMessage, anOpening, aReply, atMinute, startMs } from '#test/support/builders.ts';
import { type StartedDesk, startDesk } from './start-desk.ts';
import { Scene } from './store-subjects.ts';

let started: StartedDesk;

beforeAll(async () => {
  started = await startDesk();
});
afterAll(() => started.close());

const context = (minutes: number) => aContext(minutes, { ids: started.desk.ids });
const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, position) => `${prefix}${position}`);

async function arrive(changes: Parameters<typeof anOpening>[0] = {}): Promise<Ticket> {
  const change = openTicket(anOpening(changes), context(0));
  expect(await started.desk.tickets.save(change)).toBe('saved');
  return change.after;
}

describe('the ticket store at its limits', () => {
  it('gives a text back whole that is too long for the table', async () => {
    const body = 'ä'.repeat(100_000);
    const ticket = await arrive({ content: aMessage({ body, html: `<p>${body}</p>` }) });

    const message = await started.desk.tickets.findMessage(ticket.id, 1);
    const { items } = await started.desk.tickets.listMessages(ticket.id, { limit: 5, after: undefined });

    expect(message).toMatchObject({ body, visibleText: body, html: `<p>${body}</p>` });
    expect(items).toEqual([message]);
    expect(Object.keys(message!)).not.toContain('contentKey');
    expect(started.texts.size).toBe(1);
  });

  it('saves the largest edit that the API lets through', async () => {
    const fieldsOf = (prefix: string) =>
      Object.fromEntries(names('f', mostFieldsAtOnce).map((name) => [name, prefix + name]));
    const ticket = await arrive({ tags: names('old', mostTags), customFields: fieldsOf('old') });
    const edit: Edit = {
      subject: 'Other',
      priority: 'urgent',
      tags: names('new', mostTags),
      customFields: fieldsOf('new'),
    };

    expect(await started.desk.tickets.save(editTicket(ticket, edit, context(5))!)).toBe('saved');
  });

  it('keeps an answer for a day, and then takes a new one in its place', async () => {
    const scene = new Scene(started.desk, 1);
    const answers = openKeptAnswers(started.table, started.clock.now);
    await started.desk.tickets.save(scene.opened, { keep: scene.answer(atMinute(0)) });

    started.clock.moveTo(startMs + 24 * 3_600_000 - 1000);
    expect(await answers.find('key_ada', 'request-1')).toEqual(scene.answer(atMinute(0)));
    const tooEarly = { keep: scene.answer(atMinute(23 * 60)) };
    expect(await started.desk.tickets.save(scene.another(), tooEarly)).toBe('kept-already');

    started.clock.moveTo(startMs + 24 * 3_600_000);
    expect(await answers.find('key_ada', 'request-1')).toBeUndefined();
    const late = { keep: scene.answer(atMinute(24 * 60)) };
    expect(await started.desk.tickets.save(scene.another(), late)).toBe('saved');
  });

  it('finds neither ticket nor message nor mail where there is none', async () => {
    const { tickets } = started.desk;

    expect(await tickets.find('tkt_none')).toBeUndefined();
    expect(await tickets.findMessage('tkt_none', 1)).toBeUndefined();
    expect(await tickets.findMail(['<none@example.com>', '<none@example.com>'])).toEqual([]);
    expect(await tickets.listEntries('tkt_none', { limit: 5, after: undefined })).toEqual({
      items: [],
      next: undefined,
    });
  });

  it('keeps an answer that an agent gave beside the news of his earlier one', async () => {
    const ticket = await arrive();
    const first = answerTicket(ticket, aReply(), context(1));
    await started.desk.tickets.save(first);
    const second = answerTicket(first.after, aReply(), context(2));

    const outcome = await started.desk.tickets.save(second, {
      delivery: { ticketId: ticket.id, ticketVersion: 2, changes: { state: 'failed', reason: 'bounced' } },
    });

    expect(outcome).toBe('saved');
    const { items } = await started.desk.tickets.listMessages(ticket.id, { limit: 5, after: undefined });
    expect(items.map((message) => message.delivery?.state)).toEqual([undefined, 'failed', 'queued']);
  });
});
