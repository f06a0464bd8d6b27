import type { Journey } from '#test/support/journey.ts';

const kinds = [
  { path: '/v1/rules', trigger: 'ticket.created' },
  { path: '/v1/time-rules', trigger: { kind: 'sinceCreated', minutes: 1 } },
] as const;

/** What rules tell other systems, replayed, and given up on. */
export async function tourRuleDeliveries({ owner, visitor, settle, advanceMinutes }: Journey): Promise<void> {
  const made: string[] = [];
  for (const { path, trigger } of kinds) {
    const url = `https://tour-of-rules.example.com${path}`;
    const actions = [{ type: 'webhook', url, secret: 'a-secret-of-the-tour', method: 'PUT' }];
    const groups = [{ conditions: [{ field: 'subject', operator: 'is', value: 'Called' }] }];
    const { id } = await owner.make(`POST ${path}`, { name: 'Calls', trigger, groups, actions });
    made.push(`${path}/${id}`);
  }
  const urlContains = 'tour-of-rules.example.com';
  await visitor.make('POST /_local/outbox/answers', { urlContains, status: 410, times: 2 });
  const customer = { email: 'kim@customer.example' };
  const { createdAt: from } = await owner.make('POST /v1/tickets', {
    subject: 'Called',
    body: 'B',
    customer,
  });
  await advanceMinutes(3);
  for (const path of made) {
    const [delivery] = await owner.list(`${path}/deliveries?state=failed`);
    await owner.get(`${path}/endpoints`);
    const again = { 'idempotency-key': `tour-${path}` };
    await owner.make(`POST ${path}/deliveries/${delivery.id}/replay`, undefined, again);
    const range = { from, to: delivery.updatedAt };
    await owner.make(`POST ${path}/replay`, range, { 'idempotency-key': `tour-range-${path}` });
  }
  await settle();
  await advanceMinutes(3);
}
