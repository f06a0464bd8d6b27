import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '#test/support/client.ts';
import { fileBehind, MergeDesk } from './stories/merge-desk.ts';

let desk: MergeDesk;
beforeAll(async () => {
  desk = await MergeDesk.start();
});
afterAll(() => desk.journey.close());

const split = (ticket: Json, message: Json, headers: Record<string, string> = {}): Promise<Json> =>
  desk.ada.client.make(`POST /v1/tickets/${ticket.id}/split`, { messageId: message.id }, headers);

const from = 'Eva <eva@customer.example>';

/** A mail, its answer, and a second question by mail. */
async function twoQuestions(subject: string): Promise<{ ticket: Json; second: Json; answer: string }> {
  await desk.journey.mailer.send({ from, to: desk.help.mailbox, subject, text: 'One' });
  await desk.journey.settle();
  const ticket = await desk.journey.ticketAbout(subject);
  await desk.reply(ticket, 'Answer');
  await desk.journey.advanceMinutes(1);
  const answer = desk.journey.mailsTo('eva@customer.example').at(-1)?.headers['message-id'] ?? '';
  const attachments = [{ filename: 'two.txt', content: 'Hello' }];
  const mail = { from, to: desk.help.mailbox, subject: `Re: [${ticket.code}]`, text: 'Two', attachments };
  await desk.journey.mailer.send(mail);
  await desk.journey.settle();
  const second = (await desk.messagesOf(ticket)).at(-1);
  return { ticket: await desk.look(ticket), second, answer };
}

describe('a ticket that is split', () => {
  it('gives a message and what follows to a new one, and shows them no more', async () => {
    const { ticket, second } = await twoQuestions('Two in one');
    await desk.ada.client.make(`PATCH /v1/tickets/${ticket.id}`, { tags: ['vip'], priority: 'high' });

    const opened = await split(ticket, second);

    expect(opened).toMatchObject({
      subject: 'Two in one',
      status: 'new',
      tags: ['vip'],
      priority: 'high',
      departmentId: desk.help.id,
      customer: { email: 'eva@customer.example' },
      links: [{ kind: 'splitFrom', ticketId: ticket.id }],
    });
    expect(opened.code).not.toBe(ticket.code);
    expect(await desk.bodiesOf(ticket)).toEqual(['One', 'Answer']);
    expect(await desk.bodiesOf(opened)).toEqual(['Two']);
    expect((await desk.look(ticket)).links).toEqual([{ kind: 'splitInto', ticketId: opened.id }]);
  });

  it('leaves each with the mails to come: those that name it, or answer what it has', async () => {
    const { ticket, second, answer } = await twoQuestions('Goes two ways');
    const opened = await split(ticket, second);
    await desk.reply(opened, 'Answer to the second');
    await desk.journey.settle();
    const own = desk.journey.mailsTo('eva@customer.example').at(-1);
    const send = (inReplyTo: string | undefined, text: string) =>
      desk.journey.mailer.send({ from, to: desk.help.mailbox, subject: 'Hm', inReplyTo, text });

    await send(answer, 'Of the first');
    await send(own?.headers['message-id'], 'Of the second');
    await desk.journey.settle();

    expect(own?.text).toContain('Answer to the second');
    expect(await desk.bodiesOf(ticket)).toEqual(['One', 'Answer', 'Of the first']);
    expect(await desk.bodiesOf(opened)).toEqual(['Two', 'Answer to the second', 'Of the second']);
  });

  it('lets an answer to a message that went with the new one follow it', async () => {
    const { ticket, second } = await twoQuestions('Answered later');
    await desk.reply(ticket, 'To the second');
    await desk.journey.settle();
    const late = desk.journey.mailsTo('eva@customer.example').at(-1)?.headers['message-id'];
    const opened = await split(ticket, second);

    const mail = { from, to: desk.help.mailbox, subject: 'Hm', inReplyTo: late, text: 'Thanks' };
    await desk.journey.mailer.send(mail);
    await desk.journey.settle();

    expect(await desk.bodiesOf(opened)).toEqual(['Two', 'To the second', 'Thanks']);
    expect(await desk.bodiesOf(ticket)).toEqual(['One', 'Answer']);
  });

  it('opens files with the ticket that has their message now', async () => {
    const { ticket, second } = await twoQuestions('With a file');
    const [{ url }] = second.attachments;
    const opened = await split(ticket, second);
    await desk.ada.client.make(`POST /v1/tickets/${opened.id}/transfer`, { departmentId: desk.sales.id });

    expect(await fileBehind(url, desk.sam.client.key)).toBe('Hello');
    const only = await desk.journey.hire('Onlyhelp', { departments: { [desk.help.id]: {} } });
    expect(await desk.bodiesOf(ticket)).toEqual(['One', 'Answer']);
    expect(await fileBehind(url, only.client.key)).toBe(404);
  });

  it('outlives the one that it came from, with its messages and files', async () => {
    const { ticket, second } = await twoQuestions('Purged first');
    const opened = await split(ticket, second);
    await desk.journey.owner.make(`DELETE /v1/tickets/${ticket.id}`);

    await desk.journey.advanceMinutes(24 * 60 * 31);

    expect((await desk.journey.owner.ask(`GET /v1/tickets/${ticket.id}`)).status).toBe(404);
    expect(await desk.bodiesOf(opened)).toEqual(['Two']);
    expect(await fileBehind(second.attachments[0].url, desk.ada.client.key)).toBe('Hello');
    expect((await desk.look(opened)).links).toEqual([]);
  });

  it('joins again what belongs together', async () => {
    const { ticket, second } = await twoQuestions('There and back');
    const opened = await split(ticket, second);
    await desk.merge(ticket, opened);

    expect(await desk.bodiesOf(ticket)).toEqual(['One', 'Answer', 'Two']);
  });

  it('is told of on both timelines and on the bus', async () => {
    const { ticket, second } = await twoQuestions('Told of');
    const opened = await split(ticket, second);
    await desk.journey.settle();

    const told = (one: Json) => desk.journey.events(one.id).filter(({ type }) => type === 'ticket.split');
    expect(told(ticket)).toMatchObject([{ data: { after: { splitInto: opened.id }, messageId: second.id } }]);
    expect(told(opened)).toMatchObject([{ data: { after: { splitFrom: ticket.id } } }]);
    const [created] = await desk.ada.client.list(`/v1/tickets/${opened.id}/timeline`);
    expect(created).toMatchObject({ kind: 'ticket.created', after: { code: opened.code, status: 'new' } });
  });
});

describe('splitting', () => {
  it('is repeated by its key with the same ticket, and once', async () => {
    const { ticket, second } = await twoQuestions('Only once');
    const headers = { 'idempotency-key': 'split-once' };

    const first = await split(ticket, second, headers);
    const again = await split(ticket, second, headers);

    expect(again).toEqual(first);
    expect(await desk.bodiesOf(ticket)).toEqual(['One', 'Answer']);
  });

  it('is refused from the first message, from a note, and from what it has not', async () => {
    const { ticket } = await twoQuestions('Refused');
    const line = `POST /v1/tickets/${ticket.id}/split`;
    const note = { type: 'note', body: 'Ours' };
    const { id: noteId } = await desk.ada.client.make(`POST /v1/tickets/${ticket.id}/messages`, note);
    const [first] = await desk.messagesOf(ticket);

    expect(await desk.codeOf(line, { messageId: first.id })).toEqual([422, 'split-not-allowed']);
    expect(await desk.codeOf(line, { messageId: noteId })).toEqual([422, 'split-not-allowed']);
    expect(await desk.codeOf(line, { messageId: 'msg_none' })).toEqual([400, 'invalid']);
    expect(await desk.codeOf(line, { messageId: noteId }, desk.sam.client)).toEqual([404, 'not-found']);
  });
});
