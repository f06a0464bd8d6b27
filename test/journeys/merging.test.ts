import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawBounce } from '#test/integration/inbound/raw-mail.ts';
import type { Json } from '#test/support/client.ts';
import { fileBehind, MergeDesk } from './stories/merge-desk.ts';

let desk: MergeDesk;
beforeAll(async () => {
  desk = await MergeDesk.start();
});
afterAll(() => desk.journey.close());

describe('a merged ticket', () => {
  it('is read through its target in order of time, and stays readable with its link', async () => {
    const [target, source] = [await desk.open('Target'), await desk.open('Source', { tags: ['vip'] })];
    await desk.journey.advanceMinutes(1);
    await desk.reply(target, 'Then the target');
    await desk.journey.advanceMinutes(1);
    await desk.reply(source, 'Then the source');

    const after = await desk.merge(target, source);

    expect(after).toMatchObject({ tags: ['vip'], links: [{ kind: 'mergedFrom', ticketId: source.id }] });
    const bodies = await desk.bodiesOf(target);
    expect(bodies.slice(2)).toEqual(['Then the target', 'Then the source']);
    expect(bodies.slice(0, 2).toSorted()).toEqual(['First of Source', 'First of Target']);
    expect(await desk.look(source)).toMatchObject({
      status: 'deleted',
      formerStatus: null,
      links: [{ kind: 'mergedInto', ticketId: target.id }],
      sla: { nextDueAt: null, breached: false },
    });
    expect((await desk.ada.client.list('/v1/tickets?limit=100')).map(({ id }) => id)).not.toContain(
      source.id,
    );
  });

  it('changes no more, with a reason, and is deleted already', async () => {
    const [target, source] = [await desk.open('Keeps'), await desk.open('Ended')];
    await desk.merge(target, source);
    const path = `/v1/tickets/${source.id}`;

    for (const [line, body] of [
      [`POST ${path}/messages`, { type: 'reply', body: 'Late' }],
      [`POST ${path}/messages`, { type: 'note', body: 'Late' }],
      [`POST ${path}/status`, { status: 'new' }],
      [`POST ${path}/assign`, { agentId: desk.ada.id }],
      [`POST ${path}/transfer`, { departmentId: desk.sales.id }],
      [`POST ${path}/escalate`, { reason: 'Late' }],
      [`POST ${path}/claim`, undefined],
      [`POST ${path}/merge`, { sourceIds: [target.id] }],
      [`PATCH ${path}`, { priority: 'high' }],
    ] as const) {
      expect(await desk.codeOf(line, body), line).toEqual([409, 'ticket-is-merged']);
    }
    expect((await desk.journey.owner.ask(`DELETE ${path}`)).status).toBe(204);
    expect(await desk.look(source)).toMatchObject({ status: 'deleted', version: 2 });
  });

  it('gets no mail any more: they go to its target, by thread and by code', async () => {
    const from = 'Eva <eva@customer.example>';
    await desk.journey.mailer.send({ from, to: desk.help.mailbox, subject: 'By mail', text: 'Question' });
    await desk.journey.settle();
    const source = await desk.journey.ticketAbout('By mail');
    await desk.reply(source, 'Answer');
    await desk.journey.settle();
    const answer = desk.journey.mailsTo('eva@customer.example').at(-1);
    const target = await desk.open('Another customer’s');
    await desk.merge(target, source);

    await desk.journey.mailer.send({
      from,
      to: desk.help.mailbox,
      subject: 'Other words',
      inReplyTo: answer?.headers['message-id'],
      text: 'By thread',
    });
    await desk.journey.mailer.send({
      from,
      to: desk.help.mailbox,
      subject: `Re: [${source.code}]`,
      text: 'By code',
    });
    await desk.journey.settle();

    const bodies = await desk.bodiesOf(target);
    expect(bodies.slice(-2).toSorted()).toEqual(['By code', 'By thread']);
    expect(await desk.bodiesOf(source)).toEqual(['Question', 'Answer']);
    await desk.reply(target, 'To both of you');
    await desk.journey.settle();
    expect(desk.journey.mailsTo('carl@customer.example').at(-1)).toMatchObject({
      text: expect.stringContaining('To both of you'),
      cc: ['eva@customer.example'],
    });
  });

  it('still sends what was on its way, and its bounce is told of at the target', async () => {
    const [target, source] = [
      await desk.open('Hears of it'),
      await desk.open('Unsent', { customer: { email: 'finn@customer.example' } }),
    ];
    await desk.reply(source, 'On its way');
    await desk.merge(target, source);
    await desk.journey.settle();
    const sent = desk.journey.mailsTo('finn@customer.example').at(-1);
    expect(sent?.text).toContain('On its way');

    const bounce = rawBounce(sent?.headers['message-id'] ?? '');
    await desk.journey.mailer.sendRaw(bounce, { from: '', to: desk.help.mailbox });
    await desk.journey.settle();

    const messages = await desk.ada.client.list(`/v1/tickets/${target.id}/messages`);
    expect(messages.find(({ body }) => body === 'On its way').delivery).toMatchObject({ state: 'failed' });
    const timeline = await desk.ada.client.list(`/v1/tickets/${target.id}/timeline`);
    expect(timeline.filter(({ kind }) => kind === 'message.deliveryChanged')).toHaveLength(1);
    const own = await desk.ada.client.list(`/v1/tickets/${source.id}/timeline`);
    expect(own.at(-1).kind).toBe('ticket.merged');
  });

  it('opens its target to the holder of its token, with the files of all of it', async () => {
    const source = await desk.byForm('Form to be merged');
    await desk.reply(source, 'With a file', { attachmentIds: [await desk.upload('source.txt')] });
    const target = await desk.open('Merged into', { attachmentIds: [await desk.upload('target.txt')] });
    await desk.merge(target, source);
    const own = desk.journey.clientOf(source.token);

    const shown = await own.get(`/public/tickets/${source.code}`);
    const written = await own.make(`POST /public/tickets/${source.code}/messages`, {
      body: 'From the token',
    });

    expect(shown).toMatchObject({ code: target.code, subject: 'Merged into' });
    expect(shown.messages).toHaveLength(3);
    const files = shown.messages.flatMap(({ attachments }: Json) => attachments);
    expect(files.map(({ name }: Json) => name).toSorted()).toEqual(['source.txt', 'target.txt']);
    for (const { url } of files) expect(await fileBehind(url, source.token)).toBe('Hello');
    expect(written.code).toBe(target.code);
    const messages = await desk.ada.client.list(`/v1/tickets/${target.id}/messages`);
    expect(messages.at(-1)).toMatchObject({ body: 'From the token', author: { name: 'Dora' } });
    expect((await own.ask(`GET /public/tickets/${target.code}`)).status).toBe(404);
  });

  it('is chained: what was merged into it is read through the last', async () => {
    const [a, b, c] = [await desk.open('A'), await desk.open('B'), await desk.open('C')];
    await desk.merge(b, a);
    await desk.merge(c, b);
    const mail = {
      from: 'carl@customer.example',
      to: desk.help.mailbox,
      subject: `Re: [${a.code}]`,
      text: 'To A',
    };

    await desk.journey.mailer.send(mail);
    await desk.journey.settle();

    expect((await desk.bodiesOf(c)).toSorted()).toEqual(['First of A', 'First of B', 'First of C', 'To A']);
  });

  it('is purged with its target, and not before', async () => {
    const [target, source] = [await desk.open('Goes'), await desk.open('Goes along')];
    await desk.merge(target, source);
    const days = 24 * 60 * 31;

    await desk.journey.advanceMinutes(days);
    expect((await desk.bodiesOf(target)).length).toBe(2);
    await desk.journey.owner.make(`DELETE /v1/tickets/${target.id}`);
    await desk.journey.advanceMinutes(days);

    for (const { id } of [target, source]) {
      expect((await desk.journey.owner.ask(`GET /v1/tickets/${id}`)).status).toBe(404);
    }
    expect(await desk.journey.visitor.get('/_local/dead-letters')).toEqual({ items: [] });
  });

  it('is told of on the bus, on both sides', async () => {
    const [target, source] = [await desk.open('Told'), await desk.open('Told too')];
    await desk.merge(target, source);
    await desk.journey.settle();

    const told = (ticket: Json) =>
      desk.journey.events(ticket.id).filter(({ type }) => type === 'ticket.merged');
    expect(told(target)).toMatchObject([{ data: { after: { mergedFrom: [source.id] } } }]);
    expect(told(source)).toMatchObject([
      { data: { before: { status: 'new' }, after: { status: 'deleted', mergedInto: target.id } } },
    ]);
  });
});
