import type { Journey } from '#test/support/journey.ts';

/** What agents are told of, each by itself and together. */
export async function tourNotices(journey: Journey, departmentId: string): Promise<void> {
  const { owner, settle, advanceMinutes } = journey;
  const { id, client } = await journey.hire('Nora', { departments: { [departmentId]: {} } });
  const notices = { assigned: 'digest', newTicket: 'mail', customerMessage: 'mail' };
  await client.make(`PATCH /v1/agents/${id}`, { notices });
  const customer = { email: 'nell@customer.example' };
  const said = { subject: 'Notices', body: 'B', customer, departmentId };
  const ticket = await owner.make('POST /v1/tickets', said);
  await owner.make(`POST /v1/tickets/${ticket.id}/escalate`, { reason: 'Soon' });
  await settle();
  await owner.make(`POST /v1/tickets/${ticket.id}/assign`, { agentId: id });
  await settle();
  await advanceMinutes(65);
}
