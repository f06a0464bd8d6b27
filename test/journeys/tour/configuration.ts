import type { Journey } from '#test/support/journey.ts';

interface Visit {
  readonly collection: string;
  readonly made: Record<string, unknown>;
  readonly changed: Record<string, unknown>;
}

/** Makes, reads, lists, changes and deletes one thing of a collection, and repeats the making. */
async function visit({ owner }: Journey, { collection, made, changed }: Visit): Promise<void> {
  const headers = { 'idempotency-key': `tour-${collection}` };
  const { id } = await owner.make(`POST /v1/${collection}`, made, headers);
  await owner.make(`POST /v1/${collection}`, made, headers);
  await owner.get(`/v1/${collection}/${id}`);
  await owner.list(`/v1/${collection}?limit=1`);
  await owner.make(`PATCH /v1/${collection}/${id}`, changed);
  await owner.make(`DELETE /v1/${collection}/${id}`);
}

async function visitOrder({ owner }: Journey, collection: string): Promise<void> {
  const { ids } = await owner.get(`/v1/${collection}/order`);
  await owner.make(`PUT /v1/${collection}/order`, { ids: ids.toReversed() });
}

/** Every operation on what an account is configured with. */
export async function tourConfiguration(journey: Journey): Promise<void> {
  const { owner } = journey;
  const level = await owner.make('POST /v1/sla-levels', { name: 'Tour', targetMinutes: { firstAnswer: 30 } });
  const form = { type: 'form', name: 'Form', departmentId: 'dep_default' };
  const { id: agentId } = await owner.get('/v1/me');
  const action = { type: 'transfer', departmentId: 'dep_default', agentId };
  await visit(journey, {
    collection: 'business-hours',
    made: { name: 'Office', timezone: 'Europe/Rome', weekly: { monday: [{ from: '09:00', to: '17:00' }] } },
    changed: { name: 'Shop' },
  });
  const hours = { name: 'Closed', timezone: 'UTC', weekly: { monday: [{ from: '09:00', to: '17:00' }] } };
  const { id: hoursId } = await owner.make('POST /v1/business-hours', hours);
  await owner.make(`POST /v1/business-hours/${hoursId}/holidays/import`, { calendar: 'BEGIN:VCALENDAR' });
  await visit(journey, {
    collection: 'sla-levels',
    made: { name: 'Silver', targetMinutes: { nextAnswer: 10 } },
    changed: { name: 'Bronze' },
  });
  await visit(journey, {
    collection: 'sla-rules',
    made: { name: 'All', levelId: level.id },
    changed: { active: false },
  });
  await visit(journey, {
    collection: 'time-rules',
    made: { name: 'Old', trigger: { kind: 'sinceCustomerMessage', minutes: 5 }, actions: [action] },
    changed: { active: false },
  });
  await owner.get('/v1/rules/catalogue');
  await visitOrder(journey, 'sla-rules');
  await visitOrder(journey, 'time-rules');
  await visit(journey, {
    collection: 'rules',
    made: { name: 'New', trigger: 'ticket.created', actions: [action] },
    changed: { active: false },
  });
  await visitOrder(journey, 'rules');
  await visit(journey, {
    collection: 'custom-statuses',
    made: { label: 'Waiting for parts', colour: '#aa3300', status: 'open' },
    changed: { label: 'Waiting' },
  });
  await visit(journey, {
    collection: 'custom-fields',
    made: { name: 'plan', label: 'Plan', type: 'choice', choices: ['free'] },
    changed: { choices: ['free', 'paid'] },
  });
  await visit(journey, { collection: 'tags', made: { name: 'tour' }, changed: { color: '#33aa66' } });
  await visit(journey, {
    collection: 'templates',
    made: { name: 'Answer', kind: 'answer', text: '{{message}}' },
    changed: { name: 'Any answer' },
  });
  await visit(journey, {
    collection: 'canned-messages',
    made: { name: 'Thanks', body: 'Thank you.', departmentId: 'dep_default' },
    changed: { body: 'Many thanks.' },
  });
  await visit(journey, { collection: 'sources', made: form, changed: { name: 'Page' } });
  await owner.make('POST /v1/sources', {
    type: 'email',
    name: 'Secret',
    departmentId: 'dep_default',
    settings: { provider: 'raw', address: 'raw@desk.example' },
    secrets: { bearerToken: 'a-secret' },
  });
  await owner.get('/v1/settings');
  await owner.make('PATCH /v1/settings', { timezone: 'Europe/Rome' });
}
