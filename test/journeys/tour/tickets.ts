import type { Client } from '#test/support/client.ts';
import type { Hired, Journey } from '#test/support/journey.ts';

interface Surroundings {
  readonly departmentId: string;
  readonly agent: Hired;
  readonly colleague: Hired;
}

const long = 'x'.repeat(90_000);

/** Every operation on tickets, through every index. */
export async function tourTickets(journey: Journey, place: Surroundings): Promise<void> {
  const { departmentId, agent, colleague } = place;
  const { client } = agent;
  const said = { subject: 'Tour', departmentId, customer: { email: 'gus@customer.example' }, tags: ['one'] };
  const headers = { 'idempotency-key': 'tour-ticket' };
  const ticket = await client.make('POST /v1/tickets', { ...said, body: long }, headers);
  await client.make('POST /v1/tickets', { ...said, body: 'Ours', outgoing: true });
  const path = `/v1/tickets/${ticket.id}`;
  await client.make(`PATCH ${path}`, { tags: ['two'], customFields: { order: 1 } });
  await client.make(`POST ${path}/claim`);
  await client.make(`POST ${path}/messages`, { type: 'note', body: long });
  await client.make(`POST ${path}/messages`, { type: 'reply', body: long, html: `<p>${long}</p>` });
  await attachFile(client, path);
  await client.make(`POST ${path}/assign`, { agentId: colleague.id });
  await client.make(`POST ${path}/assign`, { agentId: null });
  await client.make(`POST ${path}/transfer`, { departmentId, agentId: agent.id });
  await client.make(`POST ${path}/status`, { status: 'resolved' });
  await client.make(`PUT ${path}/viewers`, { state: 'viewing' });
  await client.make(`PUT ${path}/viewers`, { state: 'answering' });
  await client.make(`POST ${path}/escalate`, { reason: 'It burns.' });
  await splitAndMerge(client, path, said);
  for (const part of [
    '',
    '/messages?limit=1',
    '/timeline?limit=1',
    '/sla',
    '/routing',
    '/rules',
    '/viewers',
  ]) {
    await client.get(`${path}${part}`);
  }
  await client.list('/v1/tickets?q=gus%40cust&limit=2');
  await client.get('/v1/to-solve');
  await client.get(`/v1/departments/${departmentId}/counts`);
  await takeAll(client);
  await journey.owner.make('PATCH /v1/settings', { toSolveOrder: 'lastAgentFirst' });
  await journey.advanceMinutes(1);
  await takeAll(client);
  for (const sort of ['createdAt', '-updatedAt']) {
    for (const filter of [
      '',
      `&departmentId=${departmentId}`,
      `&departmentId=${departmentId}&status=new`,
      '&assigneeId=me',
      '&assigneeId=none',
      `&customerId=${ticket.customer.id}`,
      '&tag=two',
    ]) {
      await client.list(`/v1/tickets?sort=${sort}&limit=2${filter}`);
    }
  }
}

/** A ticket is split, and what came of it merged again with another. */
async function splitAndMerge(client: Client, path: string, said: object): Promise<void> {
  const messages = await client.list(`${path}/messages`);
  const { id: messageId } = messages.findLast(({ type }) => type === 'reply');
  const opened = await client.make(`POST ${path}/split`, { messageId }, { 'idempotency-key': 'tour-split' });
  const other = await client.make('POST /v1/tickets', { ...said, body: 'Again' });
  const line = `POST /v1/tickets/${opened.id}/merge`;
  await client.make(line, { sourceIds: [other.id] }, { 'idempotency-key': 'tour-merge' });
  await client.list(`/v1/tickets/${opened.id}/messages?limit=1`);
  await client.make(`POST /v1/tickets/${opened.id}/messages`, { type: 'reply', body: 'To all of it' });
  await client.get(`/v1/tickets/${other.id}/timeline`);
}

async function attachFile(client: Client, path: string): Promise<void> {
  const headers = { 'idempotency-key': 'tour-upload' };
  const file = { name: 'tour.txt', type: 'text/plain', size: 4 };
  const { id, upload } = await client.make('POST /v1/attachments', file, headers);
  await fetch(upload.url, { method: upload.method, headers: upload.headers, body: 'Tour' });
  await client.make(`POST ${path}/messages`, { type: 'reply', body: 'With a file', attachmentIds: [id] });
  await client.ask(`GET /v1/attachments/${id}`);
}

async function takeAll(client: Client): Promise<void> {
  while ((await client.ask('POST /v1/to-solve/next')).status === 200);
}
