import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

const minuteMs = 60_000;

describe('a mail', () => {
  it('becomes a ticket, reaches the right agent, is answered, goes on, and is looked after when time runs out', async () => {
    const { owner, mailer, platform } = journey;

    const level = await owner.make('POST /v1/sla-levels', {
      name: 'Gold',
      targetMinutes: { firstAnswer: 60, nextAnswer: 30 },
    });
    const escalation = await journey.openDepartment('Escalation');
    const sales = await journey.openDepartment('Sales', {
      sender: { name: 'Sales team', address: 'sales@desk.example' },
      signature: 'Your sales team',
      distribution: { ticket: { method: 'priority' } },
    });
    await journey.openDepartment('Other', { distribution: { ticket: { method: 'priority' } } });
    await owner.make('POST /v1/sla-rules', { name: 'All', levelId: level.id });
    await owner.make('POST /v1/time-rules', {
      name: 'Stale',
      trigger: { kind: 'sinceCustomerMessage', minutes: 45 },
      groups: [{ conditions: [{ field: 'departmentId', operator: 'is', value: sales.id }] }],
      actions: [
        { type: 'setPriority', priority: 'urgent' },
        { type: 'addTags', tags: ['stale'] },
        { type: 'transfer', departmentId: escalation.id },
      ],
    });
    const second = await journey.hire('Second', { departments: { [sales.id]: { priority: 2 } } });
    const first = await journey.hire('First', { departments: { [sales.id]: { priority: 1 } } });
    const absent = await journey.hire('Absent', {
      departments: { [sales.id]: { priority: 1 } },
      state: 'offline',
    });
    await journey.settle();

    // It arrives.
    const mailId = await mailer.send({
      from: 'Carl <carl@customer.example>',
      to: sales.mailbox,
      subject: 'Price of ten',
      text: 'What do ten of them cost?',
    });
    await journey.settle();
    const arrived = await journey.ticketAbout('Price of ten');
    expect(arrived).toMatchObject({
      status: 'new',
      departmentId: sales.id,
      channel: 'email',
      assigneeId: first.id,
      customer: { email: 'carl@customer.example', name: 'Carl' },
      sla: { levelId: level.id, breached: false },
    });

    // Why he has it.
    const { items: decisions } = await first.client.get(`/v1/tickets/${arrived.id}/routing`);
    expect(decisions).toMatchObject([
      { method: 'priority', outcome: 'assigned', agentId: first.id, channel: 'ticket' },
    ]);
    const reasonsByAgent = Object.fromEntries(
      decisions[0].considered.map((one: { agentId: string; reasons: string[] }) => [
        one.agentId,
        one.reasons,
      ]),
    );
    expect(reasonsByAgent).toMatchObject({ [absent.id]: ['offline'], [first.id]: [], [second.id]: [] });

    // He answers.
    await first.client.make(`POST /v1/tickets/${arrived.id}/messages`, {
      type: 'reply',
      body: 'Ten cost one hundred.',
    });
    await journey.settle();
    const [answer] = journey.mailsTo('carl@customer.example');
    expect(answer).toMatchObject({ from: 'sales@desk.example', status: 200, automatic: false });
    expect(answer?.raw).toMatch(/^From: "?Sales team"? <sales@desk\.example>/m);
    expect(answer?.headers['in-reply-to']).toBe(mailId);
    expect(answer?.headers['references']).toContain(mailId);
    expect(answer?.subject).toContain(arrived.code);
    expect(answer?.text).toContain('Ten cost one hundred.');
    expect(answer?.text).toContain('Your sales team');
    expect(await first.client.get(`/v1/tickets/${arrived.id}`)).toMatchObject({ status: 'answered' });
    const { clocks: answered } = await first.client.get(`/v1/tickets/${arrived.id}/sla`);
    expect(answered).toMatchObject([{ kind: 'firstAnswer', state: 'kept' }]);

    // The customer writes on.
    await journey.advanceMinutes(5);
    await mailer.send({
      from: 'Carl <carl@customer.example>',
      to: sales.mailbox,
      subject: 'Re: Price of ten',
      inReplyTo: answer?.headers['message-id'],
      text: 'And a hundred?',
    });
    await journey.settle();
    const reopened = await first.client.get(`/v1/tickets/${arrived.id}`);
    expect(reopened).toMatchObject({ status: 'open', assigneeId: first.id });
    const { clocks: running } = await first.client.get(`/v1/tickets/${arrived.id}/sla`);
    expect(running).toContainEqual(expect.objectContaining({ kind: 'nextAnswer', state: 'running' }));
    const leftMs = Date.parse(reopened.sla.nextDueAt) - platform.now();
    expect(leftMs).toBeGreaterThan(29 * minuteMs);
    expect(leftMs).toBeLessThanOrEqual(30 * minuteMs);

    // Nobody answers in time.
    await journey.advanceMinutes(31);
    const late = await first.client.get(`/v1/tickets/${arrived.id}`);
    expect(late.sla.breached).toBe(true);
    await journey.advanceMinutes(5);
    const timeline = await owner.list(`/v1/tickets/${arrived.id}/timeline`);
    expect(timeline.filter(({ kind }) => kind === 'sla.breached')).toHaveLength(1);
    const breaches = journey.events(arrived.id).filter(({ type }) => type === 'sla.breached');
    expect(breaches).toHaveLength(1);
    const lateMs = Date.parse(breaches[0]?.at ?? '') - Date.parse(reopened.sla.nextDueAt);
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(minuteMs);
    const notices = journey
      .mailsTo('first@staff.example')
      .filter(({ subject }) => subject.includes(arrived.code));
    expect(notices.map(({ automatic }) => automatic)).toEqual(notices.map(() => true));
    expect(notices.length).toBeGreaterThanOrEqual(1);

    // The rule takes over.
    await journey.advanceMinutes(15);
    const ruled = await owner.get(`/v1/tickets/${arrived.id}`);
    expect(ruled).toMatchObject({ priority: 'urgent', departmentId: escalation.id, assigneeId: null });
    expect(ruled.tags).toContain('stale');
    const byRule = (await owner.list(`/v1/tickets/${arrived.id}/timeline`)).filter(
      ({ actor }) => actor.kind === 'rule',
    );
    expect(byRule.map(({ kind }) => kind).toSorted()).toEqual([
      'rule.applied',
      'ticket.assigned',
      'ticket.priorityChanged',
      'ticket.tagged',
      'ticket.transferred',
    ]);
  });
});
