import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Json } from '#test/support/client.ts';
import { type Hired, type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
let help: { id: string; mailbox: string };
let ada: Hired;
beforeAll(async () => {
  journey = await startJourney();
  help = await journey.openDepartment('Help');
  ada = await journey.hire('Ada', { departments: { [help.id]: {} } });
});
afterAll(() => journey.close());

const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';

async function upload(
  client: Client,
  name: string,
  { type = 'text/plain', text = 'Hello' } = {},
): Promise<string> {
  const size = Buffer.byteLength(text);
  const { id, upload: link } = await client.make('POST /v1/attachments', { name, type, size });
  const { method, url, headers } = link;
  expect((await fetch(url, { method, headers, body: text })).status).toBe(200);
  return id;
}

const create = (more: object = {}): Promise<Json> =>
  ada.client.make('POST /v1/tickets', {
    subject: 'Files',
    body: 'See the files.',
    customer: { email: 'carl@customer.example' },
    departmentId: help.id,
    ...more,
  });

const write = (ticketId: string, attachmentIds: readonly string[], type = 'reply') =>
  ada.client.ask(`POST /v1/tickets/${ticketId}/messages`, { body: { type, body: 'Here.', attachmentIds } });

/** Where a request is sent on to, and what lies there. */
async function follow(address: string, token: string | null) {
  const headers = { authorization: `Bearer ${token}` };
  const first = await fetch(address, { headers, redirect: 'manual' });
  const location = first.headers.get('location');
  return { status: first.status, file: location === null ? null : await fetch(location) };
}

describe('a file that an agent attaches', () => {
  it('goes out with the mail, and is fetched through a link of a minute', async () => {
    const ticket = await create();
    const id = await upload(ada.client, '../città.txt');

    const { status, body } = await write(ticket.id, [id]);
    await journey.settle();

    expect(status).toBe(201);
    const [file] = body.attachments;
    expect(file).toMatchObject({ id, name: 'città.txt', type: 'text/plain', size: 5, state: 'stored' });
    const { raw } = journey.mailsTo('carl@customer.example').at(-1) ?? { raw: '' };
    expect(raw).toContain('Content-Disposition: attachment');
    expect(raw).toContain(Buffer.from('Hello').toString('base64'));
    const fetched = await follow(file.url, ada.client.key);
    expect(fetched.status).toBe(302);
    expect(await fetched.file?.text()).toBe('Hello');
    expect(fetched.file?.headers.get('content-disposition')).toContain(`filename*=UTF-8''citt%C3%A0.txt`);
    const late = (await fetch(file.url, { headers: { apikey: ada.client.key ?? '' }, redirect: 'manual' }))
      .headers;
    await journey.advanceMinutes(1.1);
    expect((await fetch(late.get('location') ?? '')).status).toBe(403);
  });

  it('stays as it was when it was taken, and belongs to one message', async () => {
    const [one, other] = [await create(), await create()];
    const { id, upload: link } = await ada.client.make('POST /v1/attachments', {
      name: 'a.txt',
      type: 'text/plain',
      size: 5,
    });
    const put = (text: string) => fetch(link.url, { method: link.method, headers: link.headers, body: text });
    await put('First');

    const { body } = await write(one.id, [id]);
    await put('Other');

    expect(await (await follow(body.attachments[0].url, ada.client.key)).file?.text()).toBe('First');
    expect(await write(other.id, [id])).toMatchObject({
      status: 400,
      body: { code: 'invalid', errors: [{ path: 'attachmentIds' }] },
    });
  });

  it('is never shown by a browser when it could run there', async () => {
    const ticket = await create({
      attachmentIds: [await upload(ada.client, 'x.svg', { type: 'image/svg+xml', text: svg })],
    });
    const [message] = await ada.client.list(`/v1/tickets/${ticket.id}/messages`);

    const { file } = await follow(message.attachments[0].url, ada.client.key);

    expect(message.attachments[0].type).toBe('image/svg+xml');
    expect(file?.headers.get('content-type')).toBe('application/octet-stream');
    expect(file?.headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  it('is refused by the link when it is another than was announced', async () => {
    const { upload: link } = await ada.client.make('POST /v1/attachments', {
      name: 'a',
      type: 'text/plain',
      size: 5,
    });
    const put = (body: string, headers: Record<string, string>) =>
      fetch(link.url, { method: 'PUT', headers, body });

    expect((await put('Hello!', link.headers)).status).toBe(403);
    expect((await put('Hello', { 'content-type': 'text/html' })).status).toBe(403);
  });

  it('is refused when it is too large, of another agent, or was never uploaded', async () => {
    const ticket = await create();
    const bob = await journey.hire('Bob', { departments: { [help.id]: {} } });
    const foreign = await upload(bob.client, 'b.txt');
    const { id } = await ada.client.make('POST /v1/attachments', { name: 'a', type: 'text/plain', size: 5 });
    const large = { name: 'large', type: 'text/plain', size: 26 * 1024 * 1024 };

    expect(await ada.client.ask('POST /v1/attachments', { body: large })).toMatchObject({
      status: 422,
      body: { code: 'attachment-too-large' },
    });
    const refused = (path: string) => ({ status: 400, body: { code: 'invalid', errors: [{ path }] } });
    expect(await write(ticket.id, [foreign])).toMatchObject(refused('attachmentIds.0'));
    expect(await write(ticket.id, [await upload(ada.client, 'ok.txt'), id])).toMatchObject(
      refused('attachmentIds.1'),
    );
    expect(await ada.client.list(`/v1/tickets/${ticket.id}/messages`)).toHaveLength(1);
  });

  it('is out of sight where its ticket is, and where notes are', async () => {
    const ticket = await create();
    const { body } = await write(ticket.id, [await upload(ada.client, 'secret.txt')], 'note');
    const [file] = body.attachments;
    const elsewhere = await journey.openDepartment('Elsewhere');
    const stranger = await journey.hire('Stranger', { departments: { [elsewhere.id]: {} } });

    expect((await follow(file.url, stranger.client.key)).status).toBe(404);
    expect((await follow(file.url, ada.client.key)).status).toBe(302);
    expect((await ada.client.ask('GET /v1/attachments/att_unknown')).status).toBe(404);
  });
});

describe('files of a customer’s ticket', () => {
  it('are his by the token of his ticket, those of notes are not', async () => {
    const settings = { allowedOrigins: [] };
    const form = await journey.owner.make('POST /v1/sources', {
      type: 'form',
      name: 'Form',
      departmentId: help.id,
      settings,
    });
    const said = { email: 'dora@customer.example', name: 'Dora', subject: 'Mine', body: 'Please.' };
    const { code, token } = await journey.visitor.make(`POST /public/forms/${form.id}`, said);
    const ticket = await journey.ticketAbout('Mine');
    await write(ticket.id, [await upload(ada.client, 'answer.txt')]);
    const note = await write(ticket.id, [await upload(ada.client, 'note.txt')], 'note');
    const own = journey.clientOf(token);

    const { messages } = await own.get(`/public/tickets/${code}`);

    const [file] = messages.at(-1).attachments;
    expect(file).toMatchObject({ name: 'answer.txt', size: 5 });
    expect(await (await follow(file.url, token)).file?.text()).toBe('Hello');
    expect((await follow(file.url, 'wrong')).status).toBe(404);
    const hidden = `/public/tickets/${code}/attachments/${note.body.attachments[0].id}`;
    expect((await own.ask(`GET ${hidden}`)).status).toBe(404);
  });

  it('that came by mail are fetched like all others', async () => {
    const attachments = [
      { filename: 'one.txt', content: 'One' },
      { filename: 'two.txt', content: 'Two' },
    ];
    await journey.mailer.send({
      from: 'eve@customer.example',
      to: help.mailbox,
      subject: 'By mail',
      text: 'See.',
      attachments,
    });
    await journey.settle();
    const ticket = await journey.ticketAbout('By mail');
    const [message] = await ada.client.list(`/v1/tickets/${ticket.id}/messages`);

    const files = await Promise.all(
      message.attachments.map((one: Json) =>
        follow(one.url, ada.client.key).then(({ file }) => file?.text()),
      ),
    );

    expect(files).toEqual(['One', 'Two']);
  });
});
