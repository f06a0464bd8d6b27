import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '#test/support/client.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
let mailbox: string;
let desk: string;
beforeAll(async () => {
  journey = await startJourney();
  ({ mailbox, id: desk } = await journey.openDepartment('Rules'));
});
afterAll(() => journey.close());

const rule = (said: Record<string, unknown>) => journey.owner.make('POST /v1/rules', said);
const about = (subject: string, ...more: object[]) => [
  { conditions: [{ field: 'subject', operator: 'contains', value: subject }, ...more] },
];
const timelineOf = async ({ id }: Json): Promise<Json[]> =>
  (await journey.owner.list(`/v1/tickets/${id}/timeline`)).filter(({ kind }) => kind !== 'sla.ended');

async function arrive(subject: string, text = 'Body-of-customer'): Promise<Json> {
  await journey.mailer.send({ from: 'Carl <carl@customer.example>', to: mailbox, subject, text });
  await journey.settle();
  return journey.ticketAbout(subject);
}

const automation = 'smista-local-automation.fifo';

describe('a rule of an event', () => {
  it('changes the ticket in one step, says why, and calls another system with a signature', async () => {
    const url = 'https://hooks.other.example/smista';
    const made = await rule({
      name: 'Invoices first',
      trigger: 'ticket.created',
      groups: about('faktura', { field: 'departmentId', operator: 'is', value: desk }),
      actions: [
        { type: 'addTags', tags: ['Billing'] },
        { type: 'setPriority', priority: 'high' },
        { type: 'webhook', url, secret: 'whsec_c2VjcmV0LW9mLXRoZS1ob29r' },
      ],
    });
    expect(made.actions[2]).toMatchObject({ url, secret: null });

    const ticket = await arrive('Où est ma FÁKTURA 12');
    await arrive('Something else');

    expect(ticket).toMatchObject({ tags: ['Billing'], priority: 'high' });
    const byRule = (await timelineOf(ticket)).filter(({ actor }) => actor.kind === 'rule');
    expect(byRule.map(({ kind }) => kind)).toEqual([
      'rule.applied',
      'ticket.tagged',
      'ticket.priorityChanged',
      'rule.acted',
    ]);
    expect(byRule[0]).toMatchObject({
      actor: { id: made.id },
      after: { trigger: 'ticket.created', group: 0, conditions: ['subject contains', 'departmentId is'] },
    });
    const calls = journey.platform.outbox.list().filter(({ kind }) => kind === 'http');
    expect(calls).toHaveLength(1);
    const { request, ticketId } = calls[0]!;
    expect(ticketId).toBe(ticket.id);
    expect(request).toMatchObject({
      url,
      method: 'POST',
      headers: {
        'webhook-id': expect.stringMatching(/^dlv_/),
        'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
        'webhook-signature': expect.stringMatching(/^v1,/),
      },
    });
    expect(JSON.parse(request!.body)).toMatchObject({
      type: 'ticket.created',
      data: { rule: { id: made.id }, ticketId: ticket.id, ticket: { tags: ['Billing'] } },
    });
  });

  it('runs once for an event that the queue delivers again', async () => {
    await rule({
      name: 'Note it',
      trigger: 'ticket.created',
      groups: about('Twice'),
      actions: [{ type: 'addNote', body: 'Seen by a rule.' }],
    });
    const ticket = await arrive('Twice told');
    const told = journey.calls
      .filter(({ input }) => String(input['QueueUrl']).endsWith(automation))
      .flatMap(({ input }) => input['Entries'] as readonly { MessageBody: string }[])
      .filter(({ MessageBody }) => MessageBody.includes(ticket.id));
    expect(told).toHaveLength(1);

    for (const time of [1, 2]) {
      const [{ MessageBody: body }] = told as [{ MessageBody: string }];
      journey.platform.queues.send(automation, {
        body,
        groupId: ticket.id,
        deduplicationId: `again-${time}`,
      });
    }
    await journey.settle();

    const notes = await journey.owner.list(`/v1/tickets/${ticket.id}/messages`);
    expect(notes.filter(({ type }) => type === 'note')).toMatchObject([
      { author: { kind: 'rule', name: 'Note it' }, body: 'Seen by a rule.' },
    ]);
  });

  it('stops after ten steps with another that sets it off, and names the chain', async () => {
    const swap = (name: string, from: string, to: string) =>
      rule({
        name,
        trigger: 'ticket.priorityChanged',
        groups: about('Ping', { field: 'priority', operator: 'is', value: from }),
        actions: [{ type: 'setPriority', priority: to }],
      });
    const up = await swap('Up', 'low', 'urgent');
    const down = await swap('Down', 'urgent', 'low');
    const ticket = await arrive('Ping pong');

    await journey.owner.make(`PATCH /v1/tickets/${ticket.id}`, { priority: 'low' });
    await journey.settle();

    const entries = await timelineOf(ticket);
    expect(entries.filter(({ kind }) => kind === 'rule.applied')).toHaveLength(10);
    const stopped = entries.filter(({ kind }) => kind === 'rule.stopped');
    expect(stopped).toMatchObject([{ ruleId: up.id, reason: 'chain-too-long' }]);
    expect(stopped[0].after.chain).toContain(up.id);
    expect(stopped[0].after.chain).toContain(down.id);
  });
});

describe('the queue of a department', () => {
  it('tells when it becomes longer and shorter, and rules listen', async () => {
    await rule({
      name: 'Watch the queue',
      trigger: 'queue.changed',
      groups: about('Queued', { field: 'departmentId', operator: 'is', value: desk }),
      actions: [
        { type: 'addTags', tags: ['was-queued'] },
        { type: 'sendMail', to: 'lead@other.example', subject: '{{ticket.code}}', body: 'The queue moved.' },
      ],
    });

    const ticket = await arrive('Queued up');
    const me = await journey.owner.get('/v1/me');
    await journey.owner.make(`POST /v1/tickets/${ticket.id}/assign`, { agentId: me.id });
    await journey.settle();
    await journey.owner.make(`PATCH /v1/tickets/${ticket.id}`, { priority: 'high' });
    await journey.settle();

    const told = journey.events(ticket.id).filter(({ type }) => type === 'queue.changed');
    expect(told).toMatchObject([
      { departmentId: desk, data: { facts: { departmentId: desk, queue: 'longer' } } },
      { departmentId: desk, data: { facts: { departmentId: desk, queue: 'shorter' } } },
    ]);
    expect((await journey.owner.get(`/v1/tickets/${ticket.id}`)).tags).toEqual(['was-queued']);
    expect(journey.mailsTo('lead@other.example')).toHaveLength(2);
  });
});

describe('whoever manages rules', () => {
  it('reads what one would have done to the last tickets, and what touched one of them', async () => {
    const ticket = await arrive('Dry as dust');
    const made = await rule({
      name: 'Dry',
      active: false,
      trigger: 'ticket.created',
      groups: [
        ...about('nothing of that'),
        ...about('dry', { field: 'actor.kind', operator: 'is', value: 'customer' }),
      ],
      actions: [
        { type: 'addTags', tags: ['dried'] },
        { type: 'sendMail', to: 'team@other.example', subject: '{{ticket.code}}', body: 'Look.' },
      ],
    });

    const { items } = await journey.owner.make(`POST /v1/rules/${made.id}/dry-run`, { last: 3 });
    await journey.settle();

    expect(items).toHaveLength(3);
    const [newest, ...others] = items;
    expect(newest).toMatchObject({
      ticketId: ticket.id,
      isMatch: true,
      group: 1,
      actions: [
        { type: 'addTags', outcome: 'done' },
        { type: 'sendMail', outcome: 'done' },
      ],
      changes: [{ kind: 'ticket.tagged', after: { tags: ['dried'] } }, { kind: 'rule.acted' }],
    });
    expect(others.map(({ isMatch }: Json) => isMatch)).toEqual([false, false]);
    expect((await journey.owner.get(`/v1/tickets/${ticket.id}`)).version).toBe(ticket.version);
    expect(journey.mailsTo('team@other.example')).toEqual([]);

    await journey.owner.make(`PATCH /v1/rules/${made.id}`, { active: true });
    const next = await arrive('Dry again');
    const { items: touches } = await journey.owner.get(`/v1/tickets/${next.id}/rules`);
    expect(touches).toMatchObject([
      {
        ruleId: made.id,
        outcome: 'applied',
        because: { group: 1, conditions: ['subject contains', 'actor.kind is'] },
        changes: [{ kind: 'ticket.tagged' }, { kind: 'rule.acted' }],
      },
    ]);
    expect(journey.mailsTo('team@other.example')).toMatchObject([
      { subject: next.code, text: expect.stringContaining('Look.') },
    ]);
  });
});

describe('a time rule', () => {
  const stale = (said: object) => ({
    name: 'Stale',
    trigger: { kind: 'sinceCreated', minutes: 4 },
    groups: about('Existing'),
    actions: [{ type: 'addTags', tags: ['stale'] }],
    ...said,
  });
  const tagsOf = async ({ id }: Json) => (await journey.owner.get(`/v1/tickets/${id}`)).tags;
  const close = async ({ id }: Json) => {
    const to = (status: string) => journey.owner.make(`POST /v1/tickets/${id}/status`, { status });
    await to('resolved');
    await to('closed');
  };

  it('is entered by the open tickets that are there, once each, and leaves the closed ones alone', async () => {
    const [open, closed] = [await arrive('Existing open'), await arrive('Existing closed')];
    await close(closed);
    await journey.advanceMinutes(6);

    const made = await journey.owner.make('POST /v1/time-rules', stale({}));
    await journey.settle();
    await journey.advanceMinutes(3);

    expect(await tagsOf(open)).toEqual(['stale']);
    expect(await tagsOf(closed)).toEqual([]);
    await journey.owner.make(`PATCH /v1/tickets/${open.id}`, { tags: [] });
    await journey.owner.make(`PATCH /v1/time-rules/${made.id}`, {
      trigger: { kind: 'sinceCreated', minutes: 5 },
    });
    await journey.advanceMinutes(6);
    expect(await tagsOf(open)).toEqual([]);
    const applied = (await timelineOf(open)).filter(({ kind }) => kind === 'rule.applied');
    expect(applied).toMatchObject([{ ruleId: made.id, after: { trigger: 'time.passed' } }]);
    expect(await timelineOf(closed)).not.toContainEqual(expect.objectContaining({ kind: 'rule.applied' }));
  });
});
