import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#test/support/client.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';
import type { Manifest } from '#test/upgrade/manifest.ts';

const states = fileURLToPath(new URL('../upgrade', import.meta.url));
const names = readdirSync(states).filter((name) => existsSync(join(states, name, 'manifest.json')));

it('some state that was is kept', () => {
  expect(names).toContain('first-state');
});

describe.each(names)('a data folder of %s', (name) => {
  const manifest = JSON.parse(readFileSync(join(states, name, 'manifest.json'), 'utf8')) as Manifest;
  const { tickets, agentId, departmentId } = manifest;
  const folder = mkdtempSync(join(tmpdir(), 'smista-upgrade-'));
  let journey: Journey;
  let owner: Client;
  let agent: Client;
  beforeAll(async () => {
    cpSync(join(states, name, 'data'), folder, { recursive: true });
    journey = await startJourney({ dataFolder: folder });
    owner = journey.clientOf(manifest.ownerKey);
    agent = journey.clientOf(manifest.agentKey);
    await journey.settle();
  });
  afterAll(async () => {
    await journey.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  it('still has everything', async () => {
    const ids = (await owner.list('/v1/tickets?limit=100')).map(({ id }) => id);
    expect(ids.toSorted()).toEqual(Object.values(tickets).toSorted());
    expect(await owner.get(`/v1/tickets/${tickets.resolved}`)).toMatchObject({
      subject: 'Resolved',
      channel: 'email',
      departmentId,
      assigneeId: agentId,
      customer: { name: 'Carl', email: 'carl@customer.example' },
    });
    expect(await owner.get(`/v1/tickets/${tickets.pulled}`)).toMatchObject({
      customer: { name: 'Dana', email: 'dana@customer.example' },
      customFields: { order: 7 },
    });
    const [long] = await owner.list(`/v1/tickets/${tickets.pulled}/messages`);
    expect(long.body).toBe('x'.repeat(90_000));
    const messages = await owner.list(`/v1/tickets/${tickets.answered}/messages`);
    expect(messages).toMatchObject([
      { type: 'message', author: { kind: 'customer', name: 'Carl' } },
      { type: 'note', body: 'A note' },
      { type: 'reply', body: 'An answer', author: { kind: 'agent', id: agentId, name: 'Ada' } },
      { type: 'reply', body: 'Still unsent' },
    ]);
    const [created] = await owner.list(`/v1/tickets/${tickets.answered}/timeline`);
    expect(created).toMatchObject({ kind: 'ticket.created', facts: { departmentId } });
    expect(await owner.get(`/v1/agents/${agentId}`)).toMatchObject({ id: agentId, picture: null });
    for (const list of ['departments', 'agents', 'api-keys', 'sources', 'customers', 'time-rules']) {
      expect((await owner.list(`/v1/${list}`)).length).toBeGreaterThanOrEqual(list === 'time-rules' ? 1 : 2);
    }
  });

  it('counts what was there before it counted', async () => {
    const all = await owner.list('/v1/tickets?limit=100');
    const counted = all.filter((ticket) => ticket.departmentId === departmentId);

    const counts = await owner.get(`/v1/departments/${departmentId}/counts`);

    for (const status of ['new', 'open', 'answered', 'postponed', 'resolved']) {
      expect(counts[status], status).toBe(counted.filter((ticket) => ticket.status === status).length);
    }
  });

  it('finds what was there before there was a search', async () => {
    const found = await owner.list('/v1/tickets?q=carl+resolv');

    expect(found.map(({ id }) => id)).toEqual([tickets.resolved]);
  });

  it('does what became due, and what was under way', async () => {
    await journey.advanceMinutes(25 * 60);

    const [, answer] = journey.mailsTo('carl@customer.example').filter(({ status }) => status === 200);
    expect(answer?.text).toContain('Still unsent');
    expect(await owner.get(`/v1/tickets/${tickets.postponed}`)).toMatchObject({ status: 'new' });
    const given = await owner.get(`/v1/tickets/${tickets.given}`);
    expect(given).toMatchObject({ sla: { breached: true }, tags: ['stale'] });
    const timeline = await owner.list(`/v1/tickets/${tickets.given}/timeline`);
    expect(timeline.filter(({ kind }) => kind === 'sla.breached')).toHaveLength(1);
  });

  it('can be worked on', async () => {
    const { mailer, visitor } = journey;

    for (const key of ['given', 'postponed', 'waiting'] as const) {
      await agent.ask(`POST /v1/tickets/${tickets[key]}/claim`);
      await agent.make(`POST /v1/tickets/${tickets[key]}/messages`, { type: 'reply', body: 'Now' });
    }
    await mailer.send({
      from: 'Carl <carl@customer.example>',
      to: manifest.mailbox,
      subject: 'Answer to an old answer',
      inReplyTo: journey.mailsTo('carl@customer.example')[0]?.headers['message-id'],
      text: 'Thanks',
    });
    const [source] = (await owner.list('/v1/sources')).filter(({ settings }) => settings.provider === 'raw');
    const told = await visitor.ask(`POST /webhooks/raw/${source.id}`, {
      raw: 'From: eve@customer.example\r\nSubject: By webhook\r\n\r\nHello',
      headers: { authorization: `Bearer ${manifest.webhookSecret}`, 'content-type': 'message/rfc822' },
    });
    await journey.settle();

    expect(told.status).toBe(202);
    const messages = await owner.list(`/v1/tickets/${tickets.answered}/messages`);
    expect(messages).toHaveLength(5);
    expect(messages[4]).toMatchObject({ type: 'message', author: { kind: 'customer' } });
    expect(await owner.get(`/v1/tickets/${tickets.answered}`)).toMatchObject({ status: 'open' });
    const all = await owner.list('/v1/tickets?limit=100');
    expect(all.map(({ subject }) => subject)).toContain('By webhook');
    expect(await agent.make('POST /v1/to-solve/next')).toMatchObject({ id: tickets.answered });
    expect(await visitor.get('/_local/dead-letters')).toEqual({ items: [] });
  });
});
