import type { Hired, Journey } from '#test/support/journey.ts';

interface Surroundings {
  readonly mailbox: string;
  readonly agent: Hired;
}

/** A rule that must read everything that rules can ask for, and does what cannot be done at once. */
export async function tourRules(journey: Journey, { mailbox, agent }: Surroundings): Promise<void> {
  const { owner, mailer } = journey;
  const is = (field: string, operator: string, value: string) => ({ field, operator, value });
  const rule = await owner.make('POST /v1/rules', {
    name: 'Tour',
    trigger: 'ticket.created',
    groups: [
      {
        conditions: [
          is('subject', 'contains', 'Ruled'),
          is('header.x-tour', 'is', 'yes'),
          is('body', 'contains', 'Hello'),
          is('lastMessage', 'contains', 'hello'),
          is('customer.country', 'isNot', 'XX'),
        ],
      },
    ],
    actions: [
      { type: 'answer', body: '你'.repeat(19_000) },
      { type: 'addNote', body: 'Waits for the next change.' },
      { type: 'webhook', url: 'https://hooks.other.example/tour', secret: 'a-secret-of-the-tour' },
      { type: 'assign', agentId: null },
    ],
  });
  await owner.make('POST /v1/rules', {
    name: 'Who has it',
    trigger: 'ticket.assigned',
    groups: [{ conditions: [is('subject', 'is', 'Ruled'), is('assignee.presence', 'isNot', 'break')] }],
    actions: [{ type: 'addTags', tags: ['given'] }],
  });
  const lines = [`To: ${mailbox}`, 'Subject: Ruled', 'X-Tour: yes', `\r\nHello ${'x'.repeat(90_000)}`];
  await mailer.sendRaw(lines.join('\r\n'), { from: 'ruth@customer.example', to: mailbox });
  await journey.settle();
  const ticket = await journey.ticketAbout('Ruled');
  await owner.make(`POST /v1/rules/${rule.id}/dry-run`, { last: 5 });
  const [timed] = await owner.list('/v1/time-rules');
  await owner.make(`POST /v1/time-rules/${timed.id}/dry-run`, {});
  const [given] = await owner.list('/v1/sla-rules');
  await owner.make(`POST /v1/sla-rules/${given.id}/dry-run`, {});
  await owner.make(`POST /v1/tickets/${ticket.id}/assign`, { agentId: null });
  await owner.make(`POST /v1/tickets/${ticket.id}/assign`, { agentId: agent.id });
  await journey.settle();
  const timeline = await owner.list(`/v1/tickets/${ticket.id}/timeline`);
  if (!timeline.some(({ ruleId }) => ruleId === rule.id))
    throw new Error('The rule of the tour did not run.');
}
