import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '#test/support/client.ts';
import { type Hired, type Journey, startJourney } from '#test/support/journey.ts';

/** Each of these is done by a rule to a ticket of its own, whose subject is its name. */
const names = [
  'transfer to a department',
  'transfer to an agent',
  'transfer to nobody',
  'transfer to the last agent',
  'transfer to be distributed',
  'assign',
  'setPriority',
  'setStatus postponed',
  'setStatus resolved',
  'setStatus resolved silently',
  'setStatus spam',
  'addTags',
  'removeTags',
  'setSlaLevel',
  'setCustomField',
  'addNote',
  'answer by template',
  'answer by text',
  'sendMail',
  'notify',
  'webhook',
  'escalate',
  'delete',
  'mergeInto',
  'stop',
] as const;
type Name = (typeof names)[number];

let journey: Journey;
let ann: Hired;
let bob: Hired;
let here: string;
let there: string;
let pushed: string;
let levelId: string;
let target: Json;
const ticketByName = new Map<Name, Json>();
const until = '2027-01-01T00:00:00.000Z';
const hook = 'https://hooks.other.example/actions';

const customer = (name: string) => `${name.replaceAll(' ', '.').toLowerCase()}@customer.example`;
const open = (subject: string): Promise<Json> =>
  journey.owner.make('POST /v1/tickets', {
    subject,
    body: 'Hello',
    customer: { email: customer(subject) },
    departmentId: here,
    tags: ['old'],
  });

beforeAll(async () => {
  journey = await startJourney();
  const { owner } = journey;
  there = (await journey.openDepartment('There')).id;
  pushed = (await journey.openDepartment('Pushed', { distribution: { ticket: { method: 'roundRobin' } } }))
    .id;
  here = (await journey.openDepartment('Here', { escalation: { departmentId: there, agentId: null } })).id;
  ann = await journey.hire('ann', { departments: { [here]: {}, [there]: {} } });
  bob = await journey.hire('bob', { departments: { [pushed]: {} } });
  levelId = (await owner.make('POST /v1/sla-levels', { name: 'Gold', targetMinutes: { nextAnswer: 60 } })).id;
  await owner.make('POST /v1/custom-fields', { name: 'plan', label: 'Plan', type: 'text' });
  const answer = { name: 'Received', kind: 'answer', text: 'We have {{ticket.code}}. {{message}}' };
  const { id: templateId } = await owner.make('POST /v1/templates', answer);
  target = await open('target');
  const status = (said: object) => [{ type: 'setStatus', ...said }];
  const actions: Readonly<Record<Name, readonly object[]>> = {
    'transfer to a department': [{ type: 'transfer', departmentId: there }],
    'transfer to an agent': [{ type: 'transfer', departmentId: there, agentId: ann.id }],
    'transfer to nobody': [{ type: 'transfer', agentId: null }],
    'transfer to the last agent': [{ type: 'transfer', agentId: 'lastAgent' }],
    'transfer to be distributed': [{ type: 'transfer', departmentId: pushed, distribute: true }],
    assign: [{ type: 'assign', agentId: ann.id }],
    setPriority: [{ type: 'setPriority', priority: 'urgent' }],
    'setStatus postponed': status({ status: 'postponed', until }),
    'setStatus resolved': status({ status: 'resolved' }),
    'setStatus resolved silently': status({ status: 'resolved', silent: true }),
    'setStatus spam': status({ status: 'spam' }),
    addTags: [{ type: 'addTags', tags: ['new'] }],
    removeTags: [{ type: 'removeTags', tags: ['OLD'] }],
    setSlaLevel: [{ type: 'setSlaLevel', levelId }],
    setCustomField: [{ type: 'setCustomField', name: 'plan', value: 'paid' }],
    addNote: [{ type: 'addNote', body: 'Look here.' }],
    'answer by template': [{ type: 'answer', templateId }],
    'answer by text': [{ type: 'answer', body: 'Thanks for {{ticket.subject}}.' }],
    sendMail: [{ type: 'sendMail', to: 'team@other.example', subject: '{{ticket.code}}', body: 'See.' }],
    notify: [{ type: 'notify', agentIds: [ann.id], body: 'Look at {{ticket.code}}.' }],
    webhook: [{ type: 'webhook', url: hook, secret: 'whsec_c2VjcmV0LW9mLXRoZS1ob29r' }],
    escalate: [{ type: 'escalate', reason: 'It burns.' }],
    delete: [{ type: 'delete' }],
    mergeInto: [{ type: 'mergeInto', ticketId: target.id }],
    stop: [{ type: 'stop' }],
  };
  for (const name of names) {
    const groups = [{ conditions: [{ field: 'subject', operator: 'is', value: name }] }];
    const trigger = needsPast.has(name) ? 'ticket.priorityChanged' : 'ticket.created';
    await owner.make('POST /v1/rules', { name, trigger, groups, actions: actions[name] });
  }
  const late = { conditions: [{ field: 'subject', operator: 'is', value: 'stop' }] };
  const after = { name: 'After', trigger: 'ticket.created', order: 9, groups: [late] };
  await owner.make('POST /v1/rules', { ...after, actions: [{ type: 'addTags', tags: ['not stopped'] }] });
  for (const name of names) ticketByName.set(name, await open(name));
  await journey.settle();
  for (const name of needsPast) await giveAPast(name);
  await journey.settle();
}, 120_000);
afterAll(() => journey.close());

/** Ann answered it and has it, or had it. */
const needsPast: ReadonlySet<Name> = new Set(['transfer to nobody', 'transfer to the last agent']);

async function giveAPast(name: Name): Promise<void> {
  const path = `/v1/tickets/${ticketByName.get(name)?.id}`;
  await journey.owner.make(`POST ${path}/assign`, { agentId: ann.id });
  await ann.client.make(`POST ${path}/messages`, { type: 'reply', body: 'Hello' });
  if (name === 'transfer to the last agent')
    await journey.owner.make(`POST ${path}/assign`, { agentId: null });
  await journey.owner.make(`PATCH ${path}`, { priority: 'high' });
}

const now = (name: Name): Promise<Json> => journey.owner.get(`/v1/tickets/${ticketByName.get(name)?.id}`);
const messages = (name: Name): Promise<Json[]> =>
  journey.owner.list(`/v1/tickets/${ticketByName.get(name)?.id}/messages`);
const textsTo = (address: string) => journey.mailsTo(address).map(({ text }) => text?.trim());

describe('every action of a rule', () => {
  it.each<[Name, () => Record<string, unknown>]>([
    ['transfer to a department', () => ({ departmentId: there, assigneeId: null })],
    ['transfer to an agent', () => ({ departmentId: there, assigneeId: ann.id })],
    ['transfer to nobody', () => ({ departmentId: here, assigneeId: null })],
    ['transfer to the last agent', () => ({ departmentId: here, assigneeId: ann.id })],
    ['transfer to be distributed', () => ({ departmentId: pushed, assigneeId: bob.id })],
    ['assign', () => ({ assigneeId: ann.id })],
    ['setPriority', () => ({ priority: 'urgent' })],
    ['setStatus postponed', () => ({ status: 'postponed' })],
    ['setStatus resolved', () => ({ status: 'resolved' })],
    ['setStatus resolved silently', () => ({ status: 'resolved' })],
    ['setStatus spam', () => ({ status: 'spam' })],
    ['addTags', () => ({ tags: ['old', 'new'] })],
    ['removeTags', () => ({ tags: [] })],
    ['setSlaLevel', () => ({ sla: expect.objectContaining({ levelId }) })],
    ['setCustomField', () => ({ customFields: { plan: 'paid' } })],
    ['escalate', () => ({ departmentId: there, priority: 'high' })],
    ['delete', () => ({ status: 'deleted' })],
    ['mergeInto', () => ({ status: 'deleted', links: [expect.objectContaining({ ticketId: target.id })] })],
    ['stop', () => ({ tags: ['old'] })],
  ])('changes the ticket: %s', async (name, expected) => {
    expect(await now(name)).toMatchObject(expected());
  });

  it.each<[Name, object]>([
    ['addNote', { type: 'note', body: 'Look here.', author: { kind: 'rule', name: 'addNote' } }],
    ['answer by template', { type: 'reply', author: { kind: 'rule' } }],
    ['answer by text', { type: 'reply', body: 'Thanks for answer by text.' }],
    ['escalate', { type: 'note', body: 'It burns.' }],
  ])('writes: %s', async (name, expected) => {
    expect((await messages(name)).at(-1)).toMatchObject(expected);
  });

  it('tells customers, agents, others and other systems', async () => {
    const { code } = ticketByName.get('notify') ?? {};
    const told = (name: Name) => textsTo(customer(name)).join('\n');
    expect(told('answer by template')).toContain(ticketByName.get('answer by template')?.code);
    expect(told('answer by text')).toContain('Thanks for answer by text.');
    expect(told('setStatus resolved')).not.toBe(told('setStatus resolved silently'));
    expect(told('setStatus resolved silently')).toBe('');
    expect(journey.mailsTo('team@other.example').map(({ subject }) => subject)).toEqual([
      ticketByName.get('sendMail')?.code,
    ]);
    expect(textsTo('ann@staff.example').join('\n')).toContain(`Look at ${code}.`);
    const calls = journey.platform.outbox.list().filter(({ request }) => request?.url === hook);
    expect(calls).toHaveLength(1);
  });

  it('stands on the timeline with its rule, and is in the table', async () => {
    for (const name of names) {
      const { items } = await journey.owner.get(`/v1/tickets/${ticketByName.get(name)?.id}/rules`);
      expect(items).toMatchObject([{ outcome: 'applied' }]);
    }
    const { actions } = await journey.owner.get('/v1/rules/catalogue');
    const done = new Set(names.map((name) => name.split(' ')[0]));
    expect([...done].toSorted()).toEqual(actions.map(({ type }: { type: string }) => type).toSorted());
  });
});

describe('a rule of a change that others follow at once', () => {
  it('is judged on what its event left', async () => {
    const ticket = await open('Soon');
    await journey.owner.make('POST /v1/rules', {
      name: 'Urgent',
      trigger: 'ticket.priorityChanged',
      groups: [{ conditions: [{ field: 'priority', operator: 'is', value: 'urgent' }] }],
      actions: [{ type: 'addNote', body: 'Became urgent.' }],
    });

    for (const priority of ['low', 'urgent', 'high', 'urgent', 'low']) {
      await journey.owner.ask(`PATCH /v1/tickets/${ticket.id}`, { body: { priority } });
    }
    await journey.settle();

    const written = await journey.owner.list(`/v1/tickets/${ticket.id}/messages`);
    expect(written.filter(({ type }: Json) => type === 'note')).toHaveLength(2);
  });
});
